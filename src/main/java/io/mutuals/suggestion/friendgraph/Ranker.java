package io.mutuals.suggestion.friendgraph;

/**
 * Ranks the people whom a person may know.
 *
 * <p>Implementations are deterministic, so the same graph yields the same ranking, and thread-safe.
 */
public interface Ranker {

    /** Returns the name used in configuration and reports, such as {@code adamic-adar}. */
    String name();

    /**
     * Ranks everyone but {@code person} and their friends.
     *
     * @param person a person as numbered in {@code graph}
     * @param limit maximum number of people to return, at least 1
     * @return people with a score above 0, best first; empty if there are none
     */
    Ranking rank(FriendGraph graph, int person, int limit);
}
