package io.mutuals.api;

/**
 * The number that identifies a comment.
 *
 * @param value at least 0
 */
public record CommentId(long value) implements Comparable<CommentId> {

    public CommentId {
        if (value < 0) {
            throw new IllegalArgumentException("A CommentId is at least 0, not " + value);
        }
    }

    @Override
    public int compareTo(CommentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
