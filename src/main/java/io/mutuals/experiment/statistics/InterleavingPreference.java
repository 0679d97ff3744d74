package io.mutuals.experiment.statistics;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.BinomialTest;
import org.jspecify.annotations.Nullable;

/**
 * Preference between two interleaved rankings. Each viewer has one vote, for the ranking that earned more credit;
 * viewers who gave no credit did not vote and are ignored.
 *
 * @param wins number of viewers who gave A more credit
 * @param losses number of viewers who gave B more credit
 * @param ties number of viewers who gave both the same credit
 * @param value (wins - losses) / (wins + losses + ties), -1 to 1 (twice the delta of Chapelle, Joachims, Radlinski and
 * Yue, "Large-scale validation and analysis of interleaved search evaluation", 2012); 0 without votes
 * @param interval fixed-horizon interval of the value
 * @param alwaysValid always-valid interval of the value; null below {@value #MIN_VOTES} votes
 * @param signPValue fixed-horizon p-value of the exact sign test on wins and losses
 * @param permutationPValue fixed-horizon p-value of the sign-flip test on the differences in credit
 */
public record InterleavingPreference(
        int wins,
        int losses,
        int ties,
        double value,
        Interval interval,
        @Nullable Interval alwaysValid,
        double signPValue,
        double permutationPValue) {

    /** Number of votes at which always-valid intervals are tightest. */
    public static final int TUNED_AT = 500;

    /** Minimum number of votes for an always-valid interval. */
    public static final int MIN_VOTES = 20;

    /** Number of random sign flips; the smallest possible p-value is 1 / (this + 1). */
    private static final int PERMUTATIONS = 10_000;

    /**
     * Counts the votes; O(viewers + 150 x votes).
     *
     * @param creditsA total credit that each viewer gave A, at least 0
     * @param creditsB total credit that the same viewers gave B, in the same order
     * @param alpha probability that an interval misses
     * @param seed seed of the sign flips; the result is deterministic for a given seed
     */
    public static InterleavingPreference of(double[] creditsA, double[] creditsB, double alpha, long seed) {
        int wins = 0;
        int losses = 0;
        int ties = 0;
        Map<Double, Integer> countBySize = new TreeMap<>();
        double sum = 0;
        for (int viewer = 0; viewer < creditsA.length; viewer++) {
            double difference = creditsA[viewer] - creditsB[viewer];
            if (difference != 0) {
                countBySize.merge(Math.abs(difference), 1, Integer::sum);
                sum += difference;
                wins += difference > 0 ? 1 : 0;
                losses += difference < 0 ? 1 : 0;
            } else if (creditsA[viewer] > 0) {
                ties++;
            }
        }
        return of(wins, losses, ties, alpha, permutation(countBySize, sum, seed));
    }

    private static InterleavingPreference of(int wins, int losses, int ties, double alpha, double permutationPValue) {
        int votes = wins + losses + ties;
        double value = votes == 0 ? 0 : (double) (wins - losses) / votes;
        double error = votes == 0 ? Double.POSITIVE_INFINITY : standardError(wins, losses, votes);
        double degrees = Math.max(1, votes - 1);
        double fixedReach = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        double signPValue = wins + losses == 0
                ? 1
                : BinomialTest.withDefaults().test(wins + losses, wins, 0.5).getPValue();
        return new InterleavingPreference(
                wins,
                losses,
                ties,
                value,
                clampedInterval(value, fixedReach * error),
                votes < MIN_VOTES
                        ? null
                        : clampedInterval(value, new ConfidenceSequence(alpha, TUNED_AT).reach(votes, degrees) * error),
                signPValue,
                permutationPValue);
    }

    /** Adds one pseudo-vote to each side, so that the first few unanimous votes do not yield variance 0. */
    private static double standardError(int wins, int losses, int votes) {
        double squares = wins + losses + 2;
        double sum = wins - losses;
        double variance = (squares - sum * sum / (votes + 2)) / (votes + 1);
        return Math.sqrt(variance / votes);
    }

    private static Interval clampedInterval(double value, double margin) {
        return new Interval(Math.max(-1, value - margin), Math.min(1, value + margin));
    }

    /**
     * Returns the fraction of random sign assignments whose sum is at least as extreme as the observed one. Equal
     * differences are drawn together: the number of positive signs among them comes from as many random bits.
     */
    private static double permutation(Map<Double, Integer> countBySize, double sum, long seed) {
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
