package io.mutuals.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What memory holds of a conversation.
 *
 * @param number the number of the conversation
 * @param title the title of a group; null in a direct conversation
 * @param history what new participants of a group may read; null in a direct conversation
 * @param lastMessageAt when the last message was sent; null before the first
 * @param lastSeq the seq of the last message; 0 before the first
 * @param lastEvent the number of the last event; 0 before the first
 * @param lastEventAt when the last event happened; null before the first
 * @param participants all participants, whatever their state, the one who joined first at the beginning
 * @param unsent the seqs of the unsent messages after {@code unsentAfter}, in any order; never changed
 * @param unsentAfter the seq up to which unsent messages are not listed
 * @param last the last message; null before the first
 */
@SuppressWarnings("ArrayRecordComponent") // held by the million; never compared
public record ConversationFacts(
        long number,
        ConversationKind kind,
        @Nullable String title,
        @Nullable HistoryVisibility history,
        Instant createdAt,
        @Nullable Instant lastMessageAt,
        int lastSeq,
        int lastEvent,
        @Nullable Instant lastEventAt,
        List<ParticipantFacts> participants,
        int[] unsent,
        int unsentAfter,
        @Nullable HeldMessage last) {

    /** Stands for a conversation that does not exist. */
    static final ConversationFacts MISSING = none();

    private static final int FIXED_WEIGHT = 250;

    private static ConversationFacts none() {
        return new ConversationFacts(
                0, ConversationKind.GROUP, null, null, Instant.EPOCH, null, 0, 0, null, List.of(), new int[0], 0, null);
    }

    /** Returns a participant, whatever their state; null if the user is none. */
    public @Nullable ParticipantFacts participant(long user) {
        for (ParticipantFacts participant : participants) {
            if (participant.user() == user) {
                return participant;
            }
        }
        return null;
    }

    /** Returns when the last message was sent, or before the first when the conversation was created. */
    public Instant latest() {
        return lastMessageAt == null ? createdAt : lastMessageAt;
    }

    /** Returns the approximate heap that these facts take, in bytes. */
    int weight() {
        return FIXED_WEIGHT
                + 2 * (title == null ? 0 : title.length())
                + participants.size() * ParticipantFacts.WEIGHT
                + unsent.length * Integer.BYTES
                + (last == null ? 0 : last.weight());
    }
}
