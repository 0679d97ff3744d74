package io.mutuals.experiment.cluster;

import java.util.SplittableRandom;

/** Random permutations (Fisher and Yates). */
final class RandomOrder {

    private RandomOrder() {}

    /** Returns a random permutation of 0 to {@code count} - 1. */
    static int[] of(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int at = 0; at < count; at++) {
            int other = random.nextInt(at + 1);
            order[at] = order[other];
            order[other] = at;
        }
        return order;
    }
}
