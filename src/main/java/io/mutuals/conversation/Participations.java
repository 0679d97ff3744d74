package io.mutuals.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a user in memory.
 *
 * @param conversations the numbers of the conversations, whatever the state of the user in them; never changed
 * @param mentions by conversation, the seqs of messages that mention the user, unread ones and perhaps others; never
 *     changed
 */
@SuppressWarnings("ArrayRecordComponent") // held by the million; never compared
record Participations(long[] conversations, Map<Long, int[]> mentions) {

    /** The participations of a user who takes part in no conversation. */
    static final Participations NONE = new Participations(new long[0], Map.of());

    private static final int FIXED_WEIGHT = 60;
    private static final int WEIGHT_OF_MENTIONS = 100;

    /** Returns the seqs of messages of a conversation that mention the user; null if there are none. */
    int @Nullable [] mentions(long conversation) {
        return mentions.isEmpty() ? null : mentions.get(conversation);
    }

    /** Returns the approximate heap that they take, in bytes. */
    int weight() {
        int weight = FIXED_WEIGHT + conversations.length * Long.BYTES;
        for (int[] seqs : mentions.values()) {
            weight += WEIGHT_OF_MENTIONS + seqs.length * Integer.BYTES;
        }
        return weight;
    }
}
