package io.mutuals.conversation;

import org.neo4j.driver.Value;

/**
 * A message in memory.
 *
 * @param message the message, without its sender
 * @param sender the number of the sender
 */
record HeldMessage(Message message, long sender) {

    private static final int FIXED_WEIGHT = 250;

    /** Reads a {@linkplain Message#projection projection}. */
    static HeldMessage from(Value map) {
        return new HeldMessage(Message.from(map, null), map.get("senderId").asLong());
    }

    /** Returns the approximate heap that the message takes, in bytes. */
    int weight() {
        return FIXED_WEIGHT + 2 * (message.body() == null ? 0 : message.body().length());
    }
}
