package io.mutuals.api;

/**
 * The number that identifies a user. Kernels and hot maps use the bare number; signatures that other features see use
 * this type, so that a viewer, a conversation and a message cannot be confused.
 *
 * @param value at least 0
 */
public record UserId(long value) implements Comparable<UserId> {

    public UserId {
        if (value < 0) {
            throw new IllegalArgumentException("A UserId is at least 0, not " + value);
        }
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
