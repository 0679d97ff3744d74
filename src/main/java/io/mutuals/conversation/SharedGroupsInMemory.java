package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.memory.Lookup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The groups that two users share, see {@link SharedGroups}, from memory. Thread-safe. */
@Component
public class SharedGroupsInMemory {

    private static final Comparator<ConversationFacts> SMALLEST_FIRST = Comparator.comparingInt(
                    (ConversationFacts group) -> group.participants().size())
            .thenComparing(Comparator.comparing(ConversationFacts::latest)
                    .thenComparingLong(ConversationFacts::number)
                    .reversed());

    private final ConversationsInMemory conversations;
    private final ConversationAnswers answers;

    SharedGroupsInMemory(ConversationsInMemory conversations, ConversationAnswers answers) {
        this.conversations = conversations;
        this.answers = answers;
    }

    /** Returns the groups in which a user is active, in no order; null if the lookup is not complete. */
    public @Nullable List<ConversationFacts> groupsOf(UserId user, Lookup lookup) {
        List<ConversationFacts> groups = conversations.activeGroups(user, lookup);
        if (groups == null && lookup.isComplete()) {
            // The entries do not agree: one of them was read while it was being changed.
            lookup.giveUp();
        }
        return groups;
    }

    /**
     * Returns those groups in which another user is active too: the one with the fewest participants first, of several
     * the one with the latest message.
     *
     * @param groups the groups of one user
     * @param other another user
     */
    public List<ConversationFacts> shared(List<ConversationFacts> groups, UserId other) {
        List<ConversationFacts> shared = new ArrayList<>();
        for (ConversationFacts group : groups) {
            ParticipantFacts theirs = group.participant(other.value());
            if (theirs != null && theirs.isActive()) {
                shared.add(group);
            }
        }
        shared.sort(SMALLEST_FIRST);
        return shared;
    }

    /** Returns a group as one of its active participants sees it; null if the lookup is not complete. */
    public @Nullable Conversation seen(UserId viewer, ConversationFacts group, Lookup lookup) {
        Conversation conversation =
                answers.byNumber(new ConversationKey(viewer, new ConversationId(group.number())), lookup);
        if (conversation == null && lookup.isComplete()) {
            lookup.giveUp();
        }
        return conversation;
    }
}
