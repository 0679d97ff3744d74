package io.mutuals.conversation;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.Slice;
import io.mutuals.memory.Lookup;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from memory what {@link ConversationRepository} would read of conversations. Thread-safe. */
@Component
class ConversationAnswers {

    private static final Comparator<OwnConversation> LATEST_FIRST = Comparator.comparing(
                    (OwnConversation own) -> own.conversation().latest())
            .thenComparingLong(own -> own.conversation().number())
            .reversed();

    private final ConversationsInMemory conversations;
    private final ViewersInMemory viewers;
    private final UsersInMemory users;
    private final Acceptances acceptances;

    ConversationAnswers(
            ConversationsInMemory conversations,
            ViewersInMemory viewers,
            UsersInMemory users,
            Acceptances acceptances) {
        this.conversations = conversations;
        this.viewers = viewers;
        this.users = users;
        this.acceptances = acceptances;
    }

    /** Returns a page of an inbox; null if the viewer does not exist, or if the lookup is not complete. */
    @Nullable
    Connection<Conversation, Edge.Plain<Conversation>> inbox(InboxKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer(), lookup);
        Participations own = conversations.participations(key.viewer(), lookup);
        if (viewer == null || own == null) {
            return null;
        }
        return page(
                viewer,
                own,
                key.slice(),
                key.withLastMessage(),
                (part, conversation) -> ConversationRules.exists(part, conversation, viewer.hidden())
                        && ConversationRules.isInFolder(key.folder(), part, conversation, viewer.now()),
                lookup);
    }

    /** Returns a page of shared groups; null if one of the two does not exist, or if the lookup is not complete. */
    @Nullable
    Connection<Conversation, Edge.Plain<Conversation>> shared(SharedConversationsKey key, Lookup lookup) {
        long user = key.between().user().value();
        ViewerFacts viewer = viewers.find(key.between().viewer().value(), lookup);
        Participations own = conversations.participations(key.between().viewer().value(), lookup);
        if (users.user(user, lookup) == null || viewer == null || own == null) {
            return null;
        }
        boolean visible = user != viewer.number() && VisibilityRules.maySee(viewer.hidden(), user);
        return page(
                viewer,
                own,
                key.slice(),
                key.withLastMessage(),
                (part, conversation) -> {
                    ParticipantFacts theirs = visible ? conversation.participant(user) : null;
                    return theirs != null && theirs.isActive() && ConversationRules.isActiveInGroup(part, conversation);
                },
                lookup);
    }

    /**
     * Returns a page of the viewer's conversations.
     *
     * @param isListed whether a conversation is in the list
     */
    private @Nullable Connection<Conversation, Edge.Plain<Conversation>> page(
            ViewerFacts viewer,
            Participations own,
            Slice slice,
            boolean withLastMessage,
            BiPredicate<ParticipantFacts, ConversationFacts> isListed,
            Lookup lookup) {
        long count = 0;
        List<OwnConversation> listed = new ArrayList<>();
        for (long number : own.conversations()) {
            OwnConversation one = own(viewer, number, lookup);
            if (one != null && isListed.test(one.part(), one.conversation())) {
                count++;
                if (isAfter(one.conversation(), slice.after())) {
                    listed.add(one);
                }
            }
        }
        if (!lookup.isComplete()) {
            return null;
        }
        listed.sort(LATEST_FIRST);
        boolean more = listed.size() > slice.first();
        List<Edge.Plain<Conversation>> edges = new ArrayList<>(Math.min(slice.first(), listed.size()));
        for (OwnConversation one : more ? listed.subList(0, slice.first()) : listed) {
            Conversation conversation = conversation(viewer, one, own, withLastMessage, lookup);
            if (conversation != null) {
                edges.add(ConversationRepository.edge(conversation));
            }
        }
        return lookup.isComplete()
                ? Connection.of(edges, more, slice.after() != null, slice.counted() ? count : null)
                : null;
    }

    private static boolean isAfter(ConversationFacts conversation, @Nullable KeysetPosition after) {
        if (!(after instanceof KeysetPosition.InTime(Instant at, long number))) {
            return true;
        }
        int order = conversation.latest().compareTo(at);
        return order < 0 || (order == 0 && conversation.number() < number);
    }

    /** Returns a conversation; null if it does not exist for the viewer, or if the lookup is not complete. */
    @Nullable
    Conversation byNumber(ConversationKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer().value(), lookup);
        Participations own = conversations.participations(key.viewer().value(), lookup);
        ConversationFacts facts = conversations.facts(key.conversation(), lookup);
        if (viewer == null || own == null || facts == null) {
            return null;
        }
        ParticipantFacts part = facts.participant(viewer.number());
        return part == null || !ConversationRules.exists(part, facts, viewer.hidden())
                ? null
                : conversation(viewer, new OwnConversation(facts, part), own, true, lookup);
    }

    /** Returns the unread counts of a folder; null if the viewer does not exist, or if the lookup is not complete. */
    @Nullable
    Unread unread(UnreadKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer(), lookup);
        Participations own = conversations.participations(key.viewer(), lookup);
        if (viewer == null || own == null) {
            return null;
        }
        int conversationsWithUnread = 0;
        int messages = 0;
        int mentions = 0;
        for (long number : own.conversations()) {
            OwnConversation one = own(viewer, number, lookup);
            if (one != null
                    && ConversationRules.exists(one.part(), one.conversation(), viewer.hidden())
                    && ConversationRules.isInFolder(key.folder(), one.part(), one.conversation(), viewer.now())) {
                int unread = unread(one, lookup);
                conversationsWithUnread += unread > 0 ? 1 : 0;
                messages += unread;
                mentions += ConversationRules.unreadMentions(one.part(), one.conversation(), own.mentions(number));
            }
        }
        return new Unread(conversationsWithUnread, messages, mentions);
    }

    /** Returns a page of participants; null if the conversation does not exist, or if the lookup is not complete. */
    @Nullable
    Connection<Participant, Edge.Plain<Participant>> participants(ParticipantsKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer().value(), lookup);
        ConversationFacts conversation = conversations.facts(key.conversation(), lookup);
        if (viewer == null || conversation == null) {
            return null;
        }
        ParticipantFacts own = conversation.participant(key.viewer().value());
        if (own == null || !ConversationRules.exists(own, conversation, viewer.hidden())) {
            return null;
        }
        Slice slice = key.slice();
        List<Edge.Plain<Participant>> edges = new ArrayList<>();
        long count = 0;
        int found = 0;
        for (ParticipantFacts part : conversation.participants()) {
            if (!VisibilityRules.maySee(viewer.hidden(), part.user())) {
                continue;
            }
            count++;
            if (isAfter(part, slice.after()) && ++found <= slice.first()) {
                Participant participant = participant(viewer, conversation, part, lookup);
                if (participant != null) {
                    KeysetPosition position = new KeysetPosition.InTime(part.joinedAt(), part.user());
                    edges.add(new Edge.Plain<>(position.in(ConversationRepository.PARTICIPANTS_LIST), participant));
                }
            }
        }
        return lookup.isComplete()
                ? Connection.of(edges, found > slice.first(), slice.after() != null, slice.counted() ? count : null)
                : null;
    }

    private static boolean isAfter(ParticipantFacts part, @Nullable KeysetPosition after) {
        if (!(after instanceof KeysetPosition.InTime(Instant at, long number))) {
            return true;
        }
        int order = part.joinedAt().compareTo(at);
        return order > 0 || (order == 0 && part.user() > number);
    }

    /** Returns a participant; null if the viewer may not see them, or if the lookup is not complete. */
    @Nullable
    Participant participant(ParticipantKey key, Lookup lookup) {
        ViewerFacts viewer = viewers.find(key.viewer().value(), lookup);
        ConversationFacts conversation = conversations.facts(key.conversation(), lookup);
        if (viewer == null || conversation == null) {
            return null;
        }
        long user = key.user().value();
        ParticipantFacts part = conversation.participant(user);
        return part == null || !VisibilityRules.maySee(viewer.hidden(), user)
                ? null
                : participant(viewer, conversation, part, lookup);
    }

    private @Nullable Participant participant(
            ViewerFacts viewer, ConversationFacts conversation, ParticipantFacts part, Lookup lookup) {
        UserFacts facts = users.user(part.user(), lookup);
        User user = facts == null ? null : facts.user();
        if (facts == null || user == null) {
            if (lookup.isComplete()) {
                // A participant who does not exist: the conversation was read while it was being changed.
                lookup.giveUp();
            }
            return null;
        }
        boolean shown = part.user() == viewer.number()
                || (part.isActive()
                        && facts.readReceipts(viewer.now())
                        && viewer.facts().readReceipts(viewer.now()));
        return new Participant(
                conversation.number(),
                user,
                part.role(),
                part.joinedAt(),
                shown ? part.lastReadSeq() : null,
                shown ? Math.max(part.deliveredSeq(), part.lastReadSeq()) : null,
                null,
                null,
                null);
    }

    private static Participant self(ViewerFacts viewer, OwnConversation own) {
        ParticipantFacts part = own.part();
        return new Participant(
                own.conversation().number(),
                viewer.user(),
                part.role(),
                part.joinedAt(),
                part.lastReadSeq(),
                Math.max(part.deliveredSeq(), part.lastReadSeq()),
                part.mutedUntil(),
                part.archivedAt(),
                part.pinnedAt());
    }

    /** Returns a conversation of the viewer; null if the lookup lacks it. */
    private @Nullable OwnConversation own(ViewerFacts viewer, long number, Lookup lookup) {
        ConversationFacts conversation = conversations.facts(number, lookup);
        ParticipantFacts part = conversation == null ? null : conversation.participant(viewer.number());
        if (conversation == null || part == null) {
            if (lookup.isComplete()) {
                // The two entries do not agree: one of them was read while it was being changed.
                lookup.giveUp();
            }
            return null;
        }
        return new OwnConversation(conversation, part);
    }

    private @Nullable Conversation conversation(
            ViewerFacts viewer,
            OwnConversation own,
            Participations participations,
            boolean withLastMessage,
            Lookup lookup) {
        ConversationFacts facts = own.conversation();
        ParticipantFacts part = own.part();
        Acceptance acceptance = acceptances.of(viewer, facts, lookup);
        HeldMessage last = withLastMessage ? facts.last() : null;
        Message lastMessage = last == null || last.message().seq() <= part.historyFrom()
                ? null
                : viewers.withSender(last, viewer, lookup);
        int unread = unread(own, lookup);
        return acceptance == null
                ? null
                : new Conversation(
                        facts.number(),
                        facts.kind(),
                        facts.title(),
                        facts.history(),
                        facts.createdAt(),
                        facts.lastMessageAt(),
                        facts.lastEvent(),
                        facts.lastEventAt(),
                        ConversationRules.folder(part, facts, viewer.now()),
                        unread,
                        ConversationRules.unreadMentions(part, facts, participations.mentions(facts.number())),
                        acceptance,
                        facts.lastSeq(),
                        self(viewer, own),
                        lastMessage);
    }

    private static int unread(OwnConversation own, Lookup lookup) {
        if (!ConversationRules.isUnreadKnown(own.part(), own.conversation())) {
            lookup.giveUp();
            return 0;
        }
        return ConversationRules.unread(own.part(), own.conversation());
    }

    /** A conversation with the viewer's part in it. */
    private record OwnConversation(ConversationFacts conversation, ParticipantFacts part) {}
}
