package io.mutuals.api;

/**
 * An item of a list together with its position. Features add what they know about the item, such as {@code since} or
 * {@code role}, in an implementation of their own.
 */
public interface Edge<N> {

    /** Returns the position, for {@code after} or {@code before}. */
    String cursor();

    N node();

    /** An edge without data of its own. */
    record Plain<N>(String cursor, N node) implements Edge<N> {}
}
