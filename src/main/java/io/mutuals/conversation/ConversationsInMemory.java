package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The conversations in memory, and which of them each user takes part in. Thread-safe. */
@Component
public class ConversationsInMemory {

    /** The kind of fact that changes with the active participants of a group. */
    public static final String MEMBERS = "members";

    private static final String CONVERSATION = "conversation";
    private static final String PARTICIPATIONS = "participations";

    private final Entries<ConversationFacts> conversations;
    private final Entries<Participations> participations;

    ConversationsInMemory(Loaders loaders, ConversationFactsRepository repository) {
        this.conversations = loaders.boundedEntries(CONVERSATION, ConversationFacts::weight, repository::conversations);
        this.participations =
                loaders.boundedEntries(PARTICIPATIONS, Participations::weight, repository::participations);
    }

    /**
     * Returns the fact that changes with everything that a conversation and its participants are, and with each of its
     * events.
     */
    public static Fact conversation(ConversationId conversation) {
        return new Fact(CONVERSATION, conversation.value());
    }

    /** Returns the fact that changes with the active participants of a group, which no entry holds. */
    static Fact members(ConversationId group) {
        return new Fact(MEMBERS, group.value());
    }

    /**
     * Returns the fact that changes when a user joins or leaves a conversation, whatever their state in it, is
     * mentioned in a message, or a message that mentions them is unsent.
     */
    public static Fact participations(UserId user) {
        return new Fact(PARTICIPATIONS, user.value());
    }

    /**
     * Returns the facts about a conversation; null if there is no such conversation, or if the lookup lacks them. Gives
     * up for a conversation that is too large.
     */
    public @Nullable ConversationFacts facts(ConversationId conversation, Lookup lookup) {
        return facts(conversation.value(), lookup);
    }

    /** Like {@link #facts(ConversationId, Lookup)}. */
    @SuppressWarnings("ReferenceEquality") // a constant that stands for none
    @Nullable
    ConversationFacts facts(long conversation, Lookup lookup) {
        ConversationFacts facts = lookup.find(conversations, conversation);
        return facts == ConversationFacts.MISSING ? null : facts;
    }

    /** Returns the conversations of a user; null if the lookup lacks them. Gives up for a user of too many. */
    @Nullable
    Participations participations(long user, Lookup lookup) {
        return lookup.find(participations, user);
    }

    /**
     * Returns the groups in which a user is active, in no order, see {@link SharedGroups}; null if the lookup is not
     * complete.
     */
    public @Nullable List<ConversationFacts> activeGroups(UserId user, Lookup lookup) {
        Participations own = participations(user.value(), lookup);
        if (own == null) {
            return null;
        }
        List<ConversationFacts> groups = new ArrayList<>();
        boolean complete = true;
        for (long number : own.conversations()) {
            ConversationFacts conversation = facts(number, lookup);
            if (conversation == null) {
                complete = false;
                continue;
            }
            ParticipantFacts part = conversation.participant(user.value());
            if (part != null && ConversationRules.isActiveInGroup(part, conversation)) {
                groups.add(conversation);
            }
        }
        return complete ? groups : null;
    }
}
