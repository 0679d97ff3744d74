package io.mutuals.suggestion.memory;

/** Number and total weight of the interests that two users share. Not thread-safe. */
public final class SharedInterests {

    private int count;
    private long weight;

    SharedInterests() {}

    void add(long interestWeight) {
        count++;
        weight += interestWeight;
    }

    /** Returns the number of shared interests, at least 1. */
    public int count() {
        return count;
    }

    /** Returns the total weight of the shared interests, in billionths; above 0. */
    public long weight() {
        return weight;
    }
}
