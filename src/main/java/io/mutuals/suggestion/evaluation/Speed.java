package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.Ranker;
import java.util.Arrays;

/**
 * How long ranking one user takes, one after the other on one thread that has nothing else to do.
 *
 * @param medianMillis half of the users take no longer
 * @param p99Millis 99 of 100 take no longer
 * @param users how many were timed
 */
public record Speed(double medianMillis, double p99Millis, int users) {

    private static final int MOST_USERS = 500;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final double MILLI = 1e6;

    /** Times the first {@value #MOST_USERS} test users, or as many as fit into five seconds, at least one. */
    static Speed of(Split split, Ranker ranker, int places) {
        int most = Math.min(MOST_USERS, split.users().length);
        double[] millis = new double[most];
        int timed = 0;
        for (long spent = 0; timed < most && spent < MOST_NANOS; timed++) {
            long started = System.nanoTime();
            ranker.rank(split.train(), split.users()[timed], places);
            long took = System.nanoTime() - started;
            millis[timed] = took / MILLI;
            spent += took;
        }
        double[] sorted = Arrays.copyOf(millis, timed);
        Arrays.sort(sorted);
        return new Speed(Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.99), timed);
    }
}
