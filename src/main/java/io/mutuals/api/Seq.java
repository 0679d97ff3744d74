package io.mutuals.api;

/**
 * The position of a message in its conversation: 1, 2, 3 … without gaps. 0 is the position before the first message.
 *
 * @param value at least 0
 */
public record Seq(long value) implements Comparable<Seq> {

    public Seq {
        if (value < 0) {
            throw new IllegalArgumentException("A Seq is at least 0, not " + value);
        }
    }

    @Override
    public int compareTo(Seq other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
