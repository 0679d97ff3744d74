package io.mutuals.conversation;

import io.mutuals.user.HiddenUsers;
import io.mutuals.user.MessageAudience;
import io.mutuals.user.VisibilityRules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link ConversationVisibility} in Java, for facts in memory. Each method has the name of the Cypher that
 * it repeats.
 */
final class ConversationRules {

    private ConversationRules() {}

    /**
     * Returns whether a conversation exists for a participant.
     *
     * @param hidden the users hidden from the participant
     */
    static boolean exists(ParticipantFacts part, ConversationFacts conversation, HiddenUsers hidden) {
        if (part.state() == ParticipantState.DECLINED) {
            return false;
        }
        if (conversation.kind() == ConversationKind.DIRECT) {
            for (ParticipantFacts other : conversation.participants()) {
                if (!VisibilityRules.maySee(hidden, other.user())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the seq of the last message that does not count as unread. */
    static int readUpTo(ParticipantFacts part) {
        return Math.max(part.lastReadSeq(), part.historyFrom());
    }

    /** Returns whether memory holds all unsent messages on which {@link #unread} depends. */
    static boolean isUnreadKnown(ParticipantFacts part, ConversationFacts conversation) {
        int readUpTo = readUpTo(part);
        return conversation.lastSeq() <= readUpTo || readUpTo >= conversation.unsentAfter();
    }

    /** Returns the number of unread messages, without unsent ones; see {@link #isUnreadKnown}. */
    static int unread(ParticipantFacts part, ConversationFacts conversation) {
        int readUpTo = readUpTo(part);
        return conversation.lastSeq() > readUpTo
                ? conversation.lastSeq() - readUpTo - countAfter(readUpTo, conversation.unsent())
                : 0;
    }

    /**
     * Returns the number of unread messages that mention the participant.
     *
     * @param mentions the seqs of messages that mention the participant; null if there are none
     */
    static int unreadMentions(ParticipantFacts part, ConversationFacts conversation, int @Nullable [] mentions) {
        int readUpTo = readUpTo(part);
        return mentions == null || conversation.lastSeq() <= readUpTo ? 0 : countAfter(readUpTo, mentions);
    }

    private static int countAfter(int seq, int[] seqs) {
        int count = 0;
        for (int one : seqs) {
            count += one > seq ? 1 : 0;
        }
        return count;
    }

    /** Returns the folder at {@code now}, never {@link InboxFolder#PINNED}. */
    static InboxFolder folder(ParticipantFacts part, ConversationFacts conversation, Instant now) {
        if (part.state() == ParticipantState.REQUEST) {
            return InboxFolder.REQUESTS;
        }
        Instant archivedAt = part.archivedAt();
        if (archivedAt != null) {
            Instant last = conversation.lastMessageAt();
            Instant mutedUntil = part.mutedUntil();
            if (last == null || !last.isAfter(archivedAt) || (mutedUntil != null && mutedUntil.isAfter(now))) {
                return InboxFolder.ARCHIVED;
            }
        }
        return InboxFolder.MAIN;
    }

    /** Returns whether the conversation is in a folder at {@code now}. */
    static boolean isInFolder(InboxFolder folder, ParticipantFacts part, ConversationFacts conversation, Instant now) {
        if (conversation.lastSeq() == 0 && !part.opened()) {
            return false;
        }
        InboxFolder own = folder(part, conversation, now);
        return own == folder || (folder == InboxFolder.PINNED && part.pinnedAt() != null && own == InboxFolder.MAIN);
    }

    /** Returns whether {@link #acceptance} depends on what the two users of a direct conversation are to each other. */
    static boolean dependsOnRelationship(long viewer, ConversationFacts conversation) {
        boolean alone = true;
        for (ParticipantFacts participant : conversation.participants()) {
            if (participant.user() != viewer) {
                if (participant.isActive()) {
                    return false;
                }
                alone = false;
            }
        }
        return !alone && conversation.kind() == ConversationKind.DIRECT;
    }

    /** Returns the acceptance of a conversation for which {@link #dependsOnRelationship} is false. */
    static Acceptance acceptance(long viewer, ConversationFacts conversation) {
        boolean alone = true;
        for (ParticipantFacts participant : conversation.participants()) {
            if (participant.user() != viewer) {
                if (participant.isActive()) {
                    return Acceptance.ACCEPTED;
                }
                alone = false;
            }
        }
        if (alone) {
            return conversation.kind() == ConversationKind.DIRECT ? Acceptance.CLOSED : Acceptance.ACCEPTED;
        }
        return Acceptance.OPEN;
    }

    /**
     * Returns the acceptance of a direct conversation that the other user has not accepted.
     *
     * @param messagesFrom the effective setting of the other user
     */
    static Acceptance acceptance(MessageAudience messagesFrom, boolean isFriend, boolean isFriendOfFriend) {
        return switch (messagesFrom) {
            case EVERYONE -> isFriend ? Acceptance.ACCEPTED : Acceptance.OPEN;
            case FRIENDS_OF_FRIENDS -> {
                Acceptance ofOthers = isFriendOfFriend ? Acceptance.OPEN : Acceptance.CLOSED;
                yield isFriend ? Acceptance.ACCEPTED : ofOthers;
            }
            case FRIENDS -> isFriend ? Acceptance.ACCEPTED : Acceptance.CLOSED;
            case NOBODY -> Acceptance.CLOSED;
        };
    }

    /** Returns whether a participant is in a group that counts as shared with other active participants. */
    static boolean isActiveInGroup(ParticipantFacts part, ConversationFacts conversation) {
        return conversation.kind() == ConversationKind.GROUP && part.isActive();
    }
}
