package io.mutuals.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last messages of a conversation in memory.
 *
 * @param end the seq of the last of them; 0 if there are none
 * @param messages by seq, at most {@link #MOST}
 */
record RecentMessages(int end, List<Recent> messages) {

    /** The most messages of a conversation that are held. */
    static final int MOST = 64;

    /** The messages of a conversation that does not exist, or in which none has been sent. */
    static final RecentMessages NONE = new RecentMessages(0, List.of());

    private static final int FIXED_WEIGHT = 60;

    /** Returns whether all messages from a seq on are held. */
    boolean reachesBackTo(long seq) {
        return seq > end - MOST;
    }

    /** Returns a message by its seq; null if it is not held. */
    @Nullable
    Recent at(int seq) {
        for (int index = messages.size() - 1; index >= 0; index--) {
            if (messages.get(index).seq() == seq) {
                return messages.get(index);
            }
        }
        return null;
    }

    /** Returns a message by its number; null if it is not held. */
    @Nullable
    Recent withNumber(long number) {
        for (Recent message : messages) {
            if (message.held().message().number() == number) {
                return message;
            }
        }
        return null;
    }

    /** Returns the approximate heap that they take, in bytes. */
    int weight() {
        return FIXED_WEIGHT + messages.stream().mapToInt(Recent::weight).sum();
    }

    /**
     * A message with what belongs to it.
     *
     * @param reactions in any order
     * @param mentions the numbers of the users whom it mentions, ascending
     */
    record Recent(HeldMessage held, List<StoredReaction> reactions, List<Long> mentions) {

        private static final int WEIGHT_OF_REACTION = 120;
        private static final int WEIGHT_OF_MENTION = 24;

        int seq() {
            return held.message().seq();
        }

        private int weight() {
            return held.weight() + WEIGHT_OF_REACTION * reactions.size() + WEIGHT_OF_MENTION * mentions.size();
        }
    }

    /** A reaction of a user. */
    record StoredReaction(String emoji, Instant at, long user) {}
}
