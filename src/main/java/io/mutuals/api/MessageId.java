package io.mutuals.api;

/**
 * The number that identifies a message. Unlike its seq, it is unique over all conversations.
 *
 * @param value at least 0
 */
public record MessageId(long value) implements Comparable<MessageId> {

    public MessageId {
        if (value < 0) {
            throw new IllegalArgumentException("A MessageId is at least 0, not " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
