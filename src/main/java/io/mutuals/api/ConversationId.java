package io.mutuals.api;

/**
 * The number that identifies a conversation.
 *
 * @param value at least 0
 */
public record ConversationId(long value) implements Comparable<ConversationId> {

    public ConversationId {
        if (value < 0) {
            throw new IllegalArgumentException("A ConversationId is at least 0, not " + value);
        }
    }

    @Override
    public int compareTo(ConversationId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
