package io.mutuals.experiment.statistics;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.inference.BinomialTest;
import org.jspecify.annotations.Nullable;

/**
 * Preference between two interleaved rankings, with the tests of the total.
 *
 * @param interval fixed-horizon interval of the votes' value
 * @param alwaysValid always-valid interval of the votes' value; null below {@value InterleavingVotes#MIN_VOTES} votes
 * @param signPValue fixed-horizon p-value of the exact sign test on wins and losses
 * @param permutationPValue fixed-horizon p-value of the sign-flip test on the differences in credit
 */
public record InterleavingPreference(
        InterleavingVotes votes,
        Interval interval,
        @Nullable Interval alwaysValid,
        double signPValue,
        double permutationPValue) {

    /** Number of random sign flips; the smallest possible p-value is 1 / (this + 1). */
    private static final int PERMUTATIONS = 10_000;

    /**
     * Counts and tests the votes; O(viewers + 150 x votes).
     *
     * @param creditsA total credit that each viewer gave A, at least 0
     * @param creditsB total credit that the same viewers gave B, in the same order
     * @param alpha probability that an interval misses
     * @param seed seed of the sign flips; the result is deterministic for a given seed
     */
    public static InterleavingPreference of(double[] creditsA, double[] creditsB, double alpha, long seed) {
        InterleavingVotes votes = InterleavingVotes.of(creditsA, creditsB);
        return new InterleavingPreference(
                votes,
                votes.interval(alpha),
                votes.alwaysValid(alpha),
                sign(votes),
                permutation(creditsA, creditsB, seed));
    }

    private static double sign(InterleavingVotes votes) {
        int decided = votes.wins() + votes.losses();
        return decided == 0
                ? 1
                : BinomialTest.withDefaults().test(decided, votes.wins(), 0.5).getPValue();
    }

    /**
     * Returns the fraction of random sign assignments whose sum is at least as extreme as the observed one. Equal
     * differences are drawn together: the number of positive signs among them comes from as many random bits.
     */
    private static double permutation(double[] creditsA, double[] creditsB, long seed) {
        Map<Double, Integer> countBySize = new TreeMap<>();
        double sum = 0;
        for (int viewer = 0; viewer < creditsA.length; viewer++) {
            double difference = creditsA[viewer] - creditsB[viewer];
            if (difference != 0) {
                countBySize.merge(Math.abs(difference), 1, Integer::sum);
                sum += difference;
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        // Tolerates rounding from a different summation order.
        double observed = Math.abs(sum) * (1 - 1e-9);
        int asExtreme = 0;
        for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
            double flipped = 0;
            for (Map.Entry<Double, Integer> size : countBySize.entrySet()) {
                flipped += size.getKey() * (2 * heads(size.getValue(), random) - size.getValue());
            }
            asExtreme += Math.abs(flipped) >= observed ? 1 : 0;
        }
        return (asExtreme + 1.0) / (PERMUTATIONS + 1);
    }

    private static int heads(int coins, SplittableRandom random) {
        int heads = 0;
        int left = coins;
        for (; left >= Long.SIZE; left -= Long.SIZE) {
            heads += Long.bitCount(random.nextLong());
        }
        return left == 0 ? heads : heads + Long.bitCount(random.nextLong() >>> (Long.SIZE - left));
    }
}
