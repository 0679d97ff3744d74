package io.mutuals.suggestion.evaluation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param strategies in the order in which they were asked for, at least one
 */
public record EvaluationResult(Setup setup, EvaluatedGraph graph, List<Strategy> strategies) {

    /**
     * How it was evaluated.
     *
     * @param baseline the strategy with which all are compared, one of those evaluated
     * @param places how many people each ranking holds at most
     * @param resamples of the bootstrap
     * @param seed of the bootstrap and of training
     * @param version of this program
     */
    public record Setup(String baseline, int places, int resamples, long seed, Instant at, String version) {}

    /**
     * What was evaluated on.
     *
     * @param name for a person, such as the file's
     * @param byTime whether the latest friendships are held out, and not randomly chosen ones
     * @param times where the times were found, such as {@code column "since"}, or {@code none} with the reason
     * @param people with a friendship to learn from
     * @param friendships to learn from
     * @param heldOut friendships to find
     * @param dropped held-out friendships of people without any to learn from
     * @param users who are tested
     * @param twoHopCeiling the mean part of a user's held-out friends that are friends of friends
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
     * What was found of one strategy.
     *
     * @param served what it consists of when it is one of the configuration; null for a ranker by itself
     * @param quality the means over test users
     * @param gain by how much they exceed those of the baseline, paired
     * @param toBest by how much its NDCG exceeds that of the strategy with the highest, paired: nowhere above 0 in the mean
     * @param byDegree NDCG of each bucket of the graph
     * @param hitByPlace for how many of the users, from 0 to 1, a held-out friend is within the first place, the first two, and so on
     * @param trainingSeconds null when nothing was trained
     * @param note what a reader should know of it, in a sentence or two; null for nothing
     */
    public record Strategy(
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

        public BootstrapInterval quality(Measure measure) {
            return EvaluationResult.of(quality, measure);
        }

        public BootstrapInterval gain(Measure measure) {
            return EvaluationResult.of(gain, measure);
        }
    }

    private static BootstrapInterval of(Map<Measure, BootstrapInterval> intervals, Measure measure) {
        BootstrapInterval interval = intervals.get(measure);
        if (interval == null) {
            throw new IllegalStateException("Nothing was measured as " + measure);
        }
        return interval;
    }

    /** The strategies by NDCG, best first. */
    public List<Strategy> ranked() {
        return strategies.stream()
                .sorted(Comparator.comparingDouble((Strategy strategy) ->
                                strategy.quality(Measure.NDCG).mean())
                        .reversed())
                .toList();
    }
}
