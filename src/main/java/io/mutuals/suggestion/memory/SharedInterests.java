package io.mutuals.suggestion.memory;

/** Interests that another user shares with a user, with their total weight. Not thread-safe. */
public final class SharedInterests {

    private int things;
    private long evidence;

    SharedInterests() {}

    void add(long weight) {
        things++;
        evidence += weight;
    }

    /** Returns the number of shared interests, at least 1. */
    public int things() {
        return things;
    }

    /** Returns the total weight of the shared interests, in billionths; above 0. */
    public long evidence() {
        return evidence;
    }
}
