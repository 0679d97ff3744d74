package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.Ranker;
import java.util.Arrays;

/**
 * The time to rank one user, measured sequentially on one otherwise idle thread.
 *
 * @param medianMillis the median in milliseconds
 * @param p99Millis the 99th percentile in milliseconds
 * @param users the number of timed users
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
