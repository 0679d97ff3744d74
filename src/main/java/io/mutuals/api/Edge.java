package io.mutuals.api;

/** One place of a list. Features add what they know about the place ({@code since}, {@code role} …) in a type of their own. */
public interface Edge<N> {

    /** The place, to be passed as {@code after} or {@code before}. */
    String cursor();

    N node();

    /** An edge that knows nothing but its node. */
    record Plain<N>(String cursor, N node) implements Edge<N> {}
}
