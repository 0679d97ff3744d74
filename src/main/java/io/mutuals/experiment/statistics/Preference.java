package io.mutuals.experiment.statistics;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.BinomialTest;
import org.jspecify.annotations.Nullable;

/**
 * Which of two interleaved rankings viewers prefer: each has one vote, for the ranking that got more credit from them.
 *
 * <p>Viewers who gave no credit at all did not vote, and count nowhere.
 *
 * @param wins how many viewers gave A more credit
 * @param losses how many gave B more
 * @param ties how many gave both as much
 * @param value (wins - losses) / (wins + losses + ties), -1 to 1 (twice the delta of Chapelle, Joachims, Radlinski and Yue, "Large-scale
 *     validation and analysis of interleaved search evaluation", 2012); 0 when nobody voted
 * @param interval of the value, for whoever looks once
 * @param alwaysValid of the value, for whoever looks when they like; null below {@value #FEWEST_VOTES} votes
 * @param signPValue by wins and losses alone: the exact sign test
 * @param permutationPValue by how much more credit was given as well: the sign-flip test on differences of credit
 */
public record Preference(
        int wins,
        int losses,
        int ties,
        double value,
        Interval interval,
        @Nullable Interval alwaysValid,
        double signPValue,
        double permutationPValue) {

    /** At how many votes always-valid intervals are narrowest in comparison. */
    public static final int TUNED_AT = 500;

    /** With fewer votes nothing is told to whoever looks when they like. */
    public static final int FEWEST_VOTES = 20;

    /** No permutation p-value is below 1 by this. */
    private static final int PERMUTATIONS = 10_000;

    /**
     * Counts the votes; O(viewers + 150 x votes).
     *
     * @param creditsA what each viewer gave A in all, at least 0
     * @param creditsB what the same viewers gave B, in the same order
     * @param alpha how likely an interval may miss
     * @param seed of the permutations: the same seed gives the same p-value
     */
    public static Preference of(double[] creditsA, double[] creditsB, double alpha, long seed) {
        int wins = 0;
        int losses = 0;
        int ties = 0;
        Map<Double, Integer> sizes = new TreeMap<>();
        double sum = 0;
        for (int viewer = 0; viewer < creditsA.length; viewer++) {
            double difference = creditsA[viewer] - creditsB[viewer];
            if (difference != 0) {
                sizes.merge(Math.abs(difference), 1, Integer::sum);
                sum += difference;
                wins += difference > 0 ? 1 : 0;
                losses += difference < 0 ? 1 : 0;
            } else if (creditsA[viewer] > 0) {
                ties++;
            }
        }
        return of(wins, losses, ties, alpha, permutation(sizes, sum, seed));
    }

    private static Preference of(int wins, int losses, int ties, double alpha, double permutationPValue) {
        int votes = wins + losses + ties;
        double value = votes == 0 ? 0 : (double) (wins - losses) / votes;
        double error = votes == 0 ? Double.POSITIVE_INFINITY : standardError(wins, losses, votes);
        double degrees = Math.max(1, votes - 1);
        double once = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        double signPValue = wins + losses == 0
                ? 1
                : BinomialTest.withDefaults().test(wins + losses, wins, 0.5).getPValue();
        return new Preference(
                wins,
                losses,
                ties,
                value,
                possible(value, once * error),
                votes < FEWEST_VOTES
                        ? null
                        : possible(value, new Boundary(alpha, TUNED_AT).reach(votes, degrees) * error),
                signPValue,
                permutationPValue);
    }

    /** As if two more had voted, one for each: so that the first few who agree are not taken for certainty. */
    private static double standardError(int wins, int losses, int votes) {
        double squares = wins + losses + 2;
        double sum = wins - losses;
        double variance = (squares - sum * sum / (votes + 2)) / (votes + 1);
        return Math.sqrt(variance / votes);
    }

    private static Interval possible(double value, double margin) {
        return new Interval(Math.max(-1, value - margin), Math.min(1, value + margin));
    }

    /**
     * How often the differences sum up to as much as they did if a coin gives each its sign. Of many equal differences the number that get a
     * plus is drawn at once, from as many random bits.
     */
    private static double permutation(Map<Double, Integer> sizes, double sum, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Sums of fractions in another order may differ in their last digits.
        double reached = Math.abs(sum) * (1 - 1e-9);
        int asMuch = 0;
        for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
            double flipped = 0;
            for (Map.Entry<Double, Integer> size : sizes.entrySet()) {
                flipped += size.getKey() * (2 * heads(size.getValue(), random) - size.getValue());
            }
            asMuch += Math.abs(flipped) >= reached ? 1 : 0;
        }
        return (asMuch + 1.0) / (PERMUTATIONS + 1);
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
