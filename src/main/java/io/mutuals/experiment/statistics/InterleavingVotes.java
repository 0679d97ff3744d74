package io.mutuals.experiment.statistics;

import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The votes between two interleaved rankings. Each viewer has one vote, for the ranking that earned more credit;
 * viewers who gave no credit did not vote and are ignored.
 *
 * @param wins number of viewers who gave A more credit
 * @param losses number of viewers who gave B more credit
 * @param ties number of viewers who gave both the same credit
 */
public record InterleavingVotes(int wins, int losses, int ties) {

    /** Number of votes at which always-valid intervals are tightest. */
    public static final int TUNED_AT = 500;

    /** Minimum number of votes for an always-valid interval. */
    public static final int MIN_VOTES = 20;

    /**
     * Counts the votes; O(viewers).
     *
     * @param creditsA total credit that each viewer gave A, at least 0
     * @param creditsB total credit that the same viewers gave B, in the same order
     */
    public static InterleavingVotes of(double[] creditsA, double[] creditsB) {
        int wins = 0;
        int losses = 0;
        int ties = 0;
        for (int viewer = 0; viewer < creditsA.length; viewer++) {
            if (creditsA[viewer] > creditsB[viewer]) {
                wins++;
            } else if (creditsA[viewer] < creditsB[viewer]) {
                losses++;
            } else if (creditsA[viewer] > 0) {
                ties++;
            }
        }
        return new InterleavingVotes(wins, losses, ties);
    }

    /** Returns the number of viewers who voted. */
    public int total() {
        return wins + losses + ties;
    }

    /**
     * Returns (wins - losses) / (wins + losses + ties), -1 to 1 (twice the delta of Chapelle, Joachims, Radlinski and
     * Yue, "Large-scale validation and analysis of interleaved search evaluation", 2012); 0 without votes.
     */
    public double value() {
        return total() == 0 ? 0 : (double) (wins - losses) / total();
    }

    /**
     * Returns the fixed-horizon interval of the value.
     *
     * @param alpha probability that the interval misses
     */
    public Interval interval(double alpha) {
        return clampedInterval(TDistribution.of(degrees()).inverseSurvivalProbability(alpha / 2));
    }

    /**
     * Returns the always-valid interval of the value; null below {@value #MIN_VOTES} votes.
     *
     * @param alpha probability that any of the intervals over time misses
     */
    public @Nullable Interval alwaysValid(double alpha) {
        return total() < MIN_VOTES
                ? null
                : clampedInterval(new ConfidenceSequence(alpha, TUNED_AT).reach(total(), degrees()));
    }

    private double degrees() {
        return Math.max(1, total() - 1);
    }

    private Interval clampedInterval(double reach) {
        double margin = reach * standardError();
        return new Interval(Math.max(-1, value() - margin), Math.min(1, value() + margin));
    }

    /** Adds one pseudo-vote to each side, so that the first few unanimous votes do not yield variance 0. */
    private double standardError() {
        int votes = total();
        if (votes == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double squares = wins + losses + 2;
        double sum = wins - losses;
        double variance = (squares - sum * sum / (votes + 2)) / (votes + 1);
        return Math.sqrt(variance / votes);
    }
}
