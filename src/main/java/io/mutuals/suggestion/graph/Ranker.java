package io.mutuals.suggestion.graph;

/**
 * Orders people whom somebody may know.
 *
 * <p>Deterministic: the same graph gives the same ranking. Thread-safe.
 */
public interface Ranker {

    /** By which configuration and reports call it, such as {@code adamic-adar}. */
    String name();

    /**
     * Ranks everybody but {@code person} and their friends.
     *
     * @param person a number in {@code graph}
     * @param places how many to return at most, at least 1
     * @return only people with a score above 0; empty when there are none
     */
    Ranking rank(FriendGraph graph, int person, int places);
}
