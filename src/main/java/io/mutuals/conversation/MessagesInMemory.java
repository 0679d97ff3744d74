package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.changelog.Fact;
import io.mutuals.conversation.MessagesKey.Window;
import io.mutuals.conversation.RecentMessages.Recent;
import io.mutuals.conversation.RecentMessages.StoredReaction;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The last messages of conversations in memory, and what {@link MessageRepository} and {@link ReactionRepository} would
 * read of them. Earlier messages are left to these. Thread-safe.
 */
@Component
class MessagesInMemory {

    private static final String MESSAGES = "messages";
    private static final String PLACE = "message";

    /** Neo4j compares texts by code points, and Java by halves of them. */
    private static final Comparator<String> BY_CODE_POINTS =
            Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);

    private final Entries<RecentMessages> latest;
    private final Entries<MessagePlace> places;
    private final ConversationsInMemory conversations;
    private final ViewersInMemory viewers;

    MessagesInMemory(
            Loaders loaders,
            RecentMessagesRepository repository,
            ConversationsInMemory conversations,
            ViewersInMemory viewers) {
        this.latest = loaders.entries(MESSAGES, RecentMessages::weight, repository::latest);
        this.places = loaders.boundedEntries(PLACE, place -> MessagePlace.WEIGHT, repository::places);
        this.conversations = conversations;
        this.viewers = viewers;
    }

    /**
     * Returns the fact that changes when a message is sent, edited or unsent in a conversation, or a reaction to one is
     * added or removed.
     */
    static Fact latest(ConversationId conversation) {
        return new Fact(MESSAGES, conversation.value());
    }

    /**
     * Returns a page; null if the conversation does not exist for the viewer, or if the lookup is not complete. Gives
     * up for pages that begin before the messages in memory.
     */
    MessageRepository.@Nullable Page page(MessagesKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer().value(), lookup);
        ConversationFacts conversation = conversations.facts(key.conversation(), lookup);
        RecentMessages recent = lookup.find(latest, key.conversation().value());
        if (viewer == null || conversation == null || recent == null) {
            return null;
        }
        ParticipantFacts part = conversation.participant(viewer.number());
        if (part == null || !ConversationRules.exists(part, conversation, viewer.hidden())) {
            return null;
        }
        if (recent.end() != conversation.lastSeq()) {
            // The two entries do not agree: one of them was read while it was being changed.
            lookup.giveUp();
            return null;
        }
        int unseen = part.historyFrom();
        int middle = 0;
        if (key.window() instanceof Window.Around around) {
            Recent message = recent.withNumber(around.message());
            if (message == null) {
                lookup.giveUp();
                return null;
            }
            if (message.seq() <= unseen) {
                return new MessageRepository.Page.NoSuchMessage();
            }
            middle = message.seq();
        }
        SeqRange range = SeqRange.of(key.window(), recent.end(), unseen, middle);
        if (!recent.reachesBackTo(range.from())) {
            lookup.giveUp();
            return null;
        }
        List<Message> messages = new ArrayList<>();
        for (Recent message : recent.messages()) {
            if (range.contains(message.seq())) {
                messages.add(viewers.withSender(message.held(), viewer, lookup));
            }
        }
        return MessageRepository.page(key, messages, recent.end(), unseen);
    }

    /** Returns a message; null if it does not exist for the viewer, or if the lookup is not complete. */
    @Nullable
    Message byNumber(MessageKey key, Lookup lookup) {
        Seen seen = seen(key, lookup);
        return seen == null ? null : viewers.withSender(seen.message().held(), seen.viewer(), lookup);
    }

    /**
     * Returns the reactions to a message; null if it does not exist for the viewer, or if the lookup is not complete.
     */
    @Nullable
    List<Reaction> reactions(MessageKey key, Lookup lookup) {
        Seen seen = seen(key, lookup);
        if (seen == null) {
            return null;
        }
        List<StoredReaction> stored = seen.message().reactions().stream()
                .sorted(Comparator.comparing(StoredReaction::at).thenComparingLong(StoredReaction::user))
                .toList();
        Map<String, Users> byEmoji = new LinkedHashMap<>();
        for (StoredReaction reaction : stored) {
            User user = viewers.seen(reaction.user(), seen.viewer(), lookup);
            if (user != null) {
                byEmoji.computeIfAbsent(reaction.emoji(), first -> new Users(first, reaction.at(), new ArrayList<>()))
                        .users()
                        .add(user);
            }
        }
        return byEmoji.values().stream()
                .sorted(Comparator.comparing(Users::began).thenComparing(Users::emoji, BY_CODE_POINTS))
                .map(one -> new Reaction(
                        one.emoji(),
                        one.users().stream()
                                .anyMatch(user -> user.number() == seen.viewer().number()),
                        one.users()))
                .toList();
    }

    /** Returns the mentioned users; null if the message does not exist for the viewer, or the lookup is incomplete. */
    @Nullable
    List<User> mentions(MessageKey key, Lookup lookup) {
        Seen seen = seen(key, lookup);
        if (seen == null) {
            return null;
        }
        List<User> users = new ArrayList<>();
        for (long mentioned : seen.message().mentions()) {
            User user = viewers.seen(mentioned, seen.viewer(), lookup);
            if (user != null) {
                users.add(user);
            }
        }
        return users;
    }

    /** Finds a message that exists for the viewer; null without one. Gives up for one that memory does not hold. */
    private @Nullable Seen seen(MessageKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer().value(), lookup);
        MessagePlace place = lookup.find(places, key.message().value());
        if (place == null) {
            return null;
        }
        ConversationFacts conversation = conversations.facts(place.conversation(), lookup);
        RecentMessages recent = lookup.find(latest, place.conversation());
        if (viewer == null || conversation == null || recent == null) {
            return null;
        }
        ParticipantFacts part = conversation.participant(viewer.number());
        if (part == null
                || place.seq() <= part.historyFrom()
                || !ConversationRules.exists(part, conversation, viewer.hidden())) {
            return null;
        }
        Recent message = recent.at(place.seq());
        if (message == null) {
            lookup.giveUp();
            return null;
        }
        return new Seen(viewer, message);
    }

    private record Seen(ViewerFacts viewer, Recent message) {}

    private record Users(String emoji, Instant began, List<User> users) {}
}
