package io.mutuals.suggestion.shared;

/** What somebody shares with a person. Not thread-safe. */
public final class Common {

    private int things;
    private long evidence;

    Common() {}

    void add(long weight) {
        things++;
        evidence += weight;
    }

    /** How many things they share, at least 1. */
    public int things() {
        return things;
    }

    /** The sum of what each of these says, in billionths; above 0. */
    public long evidence() {
        return evidence;
    }
}
