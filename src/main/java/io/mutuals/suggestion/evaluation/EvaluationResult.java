package io.mutuals.suggestion.evaluation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of an evaluation.
 *
 * @param strategies the results of the strategies in the requested order, at least one
 */
public record EvaluationResult(Setup setup, EvaluatedGraph graph, List<StrategyResult> strategies) {

    /**
     * The parameters of an evaluation.
     *
     * @param baseline the evaluated strategy with which all are compared
     * @param places the maximal length of each ranking
     * @param resamples the number of resamples of the bootstrap
     * @param seed the seed of the bootstrap and of training
     * @param at the time of the evaluation
     * @param version the version of this program
     */
    public record Setup(String baseline, int places, int resamples, long seed, Instant at, String version) {}

    /**
     * The graph of an evaluation.
     *
     * @param name the display name, such as the file's
     * @param byTime whether the latest friendships are held out rather than a hash-selected sample
     * @param times the source of the times, such as {@code column "since"}, or {@code none} with the reason
     * @param people the number of people in the training part
     * @param friendships the number of friendships in the training part
     * @param heldOut the number of held-out friendships to find
     * @param dropped the number of held-out friendships of people outside the training part
     * @param users the number of test users
     * @param twoHopCeiling the fraction of the test users' held-out friends that are friends of friends, from 0 to 1
     * @param buckets the test users by their number of friends
     */
    public record EvaluatedGraph(
            String name,
            boolean byTime,
            String times,
            int people,
            int friendships,
            int heldOut,
            int dropped,
            int users,
            double twoHopCeiling,
            List<DegreeBucket> buckets) {}

    /**
     * The result of one strategy.
     *
     * @param served the composition of a configured strategy; null for a bare ranker
     * @param quality the means over test users
     * @param gain the paired differences from the baseline
     * @param toBest the paired difference in NDCG from the strategy with the highest; its mean is never above 0
     * @param byDegree the NDCG in each bucket of the graph
     * @param hitByPlace the fraction of users, from 0 to 1, with a held-out friend within the first place, the first
     *     two, and so on
     * @param trainingSeconds the duration of training; null if nothing was trained
     * @param note a caveat for readers, in one or two sentences; null if there is none
     */
    public record StrategyResult(
            String name,
            @Nullable Served served,
            Map<Measure, BootstrapInterval> quality,
            Map<Measure, BootstrapInterval> gain,
            BootstrapInterval toBest,
            List<BootstrapInterval> byDegree,
            List<Double> hitByPlace,
            Exposure exposure,
            Speed speed,
            @Nullable Double trainingSeconds,
            @Nullable String note) {

        /** Returns the mean of one measure. */
        public BootstrapInterval quality(Measure measure) {
            return EvaluationResult.of(quality, measure);
        }

        /** Returns the paired difference of one measure from the baseline. */
        public BootstrapInterval gain(Measure measure) {
            return EvaluationResult.of(gain, measure);
        }
    }

    private static BootstrapInterval of(Map<Measure, BootstrapInterval> intervals, Measure measure) {
        BootstrapInterval interval = intervals.get(measure);
        if (interval == null) {
            throw new IllegalStateException("The result has no interval of " + measure);
        }
        return interval;
    }

    /** Returns the strategies by descending NDCG. */
    public List<StrategyResult> ranked() {
        return strategies.stream()
                .sorted(Comparator.comparingDouble((StrategyResult strategy) ->
                                strategy.quality(Measure.NDCG).mean())
                        .reversed())
                .toList();
    }
}
