package io.mutuals.experiment.results;

import io.mutuals.experiment.design.ExperimentMetric;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * The results of an experiment so far.
 *
 * @param computedAt when the journal was read
 * @param laterDaily computed on demand: as many comparisons as there are days
 * @param laterDailyPreference computed on demand, likewise
 * @param laterInterference computed on demand: it walks the whole friend graph
 */
public record ExperimentResults(
        ExperimentMetric metric,
        Instant computedAt,
        double confidence,
        List<VariantResults> variants,
        List<VariantEffect> effects,
        @Nullable SampleRatioCheck sampleRatio,
        List<GuardrailCheck> guardrails,
        @Nullable InterleavingResults interleaving,
        List<String> caveats,
        SingletonSupplier<List<DailyEffect>> laterDaily,
        SingletonSupplier<List<DailyPreference>> laterDailyPreference,
        SingletonSupplier<Optional<InterferenceReport>> laterInterference) {

    /** The cumulative effects at the end of each of the last days. */
    public List<DailyEffect> daily() {
        return laterDaily.obtain();
    }

    /** The cumulative preference at the end of each of the last days; empty unless the experiment interleaves. */
    public List<DailyPreference> dailyPreference() {
        return laterDailyPreference.obtain();
    }

    /** Estimates how far friendships between variants bias the effects; null if that cannot be estimated. */
    public @Nullable InterferenceReport interference() {
        return laterInterference.obtain().orElse(null);
    }

    /** Returns whether two results differ only in the time they were computed. */
    boolean hasSameFiguresAs(ExperimentResults other) {
        return new ExperimentResults(
                        metric,
                        other.computedAt,
                        confidence,
                        variants,
                        effects,
                        sampleRatio,
                        guardrails,
                        interleaving,
                        caveats,
                        other.laterDaily,
                        other.laterDailyPreference,
                        other.laterInterference)
                .equals(other);
    }

    /**
     * The results of one variant on its own.
     *
     * @param mean null if the denominator is 0
     */
    public record VariantResults(
            String variant, int units, int people, @Nullable Double mean, ExperimentFunnel funnel) {}

    /** The numbers of suggestions that reached each step. */
    public record ExperimentFunnel(
            int impressions,
            int requestsSent,
            int requestsAccepted,
            int firstMessages,
            int shareReplies,
            int dismissals,
            int blocks,
            int likes,
            int comments,
            int reposts) {}

    /**
     * The effect of a variant against the control.
     *
     * @param effect null while there are too few units
     */
    public record VariantEffect(String variant, @Nullable EffectView effect) {}

    /** The cumulative effect of a variant at the end of a day. */
    public record DailyEffect(
            String day, String variant, @Nullable EffectView effect) {}

    /**
     * The cumulative preference for the second ranking at the end of a day.
     *
     * @param people number of users with at least one credited outcome
     */
    public record DailyPreference(
            String day,
            int people,
            double preference,
            @Nullable Bounds alwaysValidInterval) {}

    /** Compares the numbers of units of the variants with their weights. */
    public record SampleRatioCheck(List<Integer> observed, List<Double> expected, double pValue, boolean isMismatch) {}

    /** The state of a guardrail for a variant. */
    public record GuardrailCheck(
            ExperimentMetric metric,
            String variant,
            @Nullable EffectView effect,
            boolean isBreached) {}

    /**
     * An estimate of how far friendships between variants bias the effects.
     *
     * @param crossVariantFriendships share of the friendships between participants that join two variants, 0 to 1
     * @param clusters number of clusters of the participants
     * @param crossClusterFriendships share of the friendships between participants that join two clusters, 0 to 1
     * @param designEffect factor by which assignment by these clusters increases the number of users needed; null if it
     *     cannot be estimated
     * @param spillover change in the metric of control users if all of their friends had another variant; null likewise
     * @param spilloverInterval interval of the spillover; null likewise
     */
    public record InterferenceReport(
            double crossVariantFriendships,
            int clusters,
            double crossClusterFriendships,
            @Nullable Double designEffect,
            @Nullable Double spillover,
            @Nullable Bounds spilloverInterval) {}

    /**
     * The preference between two interleaved rankings.
     *
     * @param first key of the first variant
     * @param second key of the second variant
     * @param firstWins number of users who gave the first more credit
     * @param secondWins number of users who gave the second more credit
     * @param ties number of users who gave both the same credit
     * @param preference (second wins - first wins) / votes, -1 to 1; 0 without votes
     * @param alwaysValidInterval always-valid interval of the preference; null while there are too few votes
     * @param signTestPValue fixed-horizon p-value of the sign test
     * @param permutationTestPValue fixed-horizon p-value of the sign-flip test on credits
     */
    public record InterleavingResults(
            String first,
            String second,
            int firstWins,
            int secondWins,
            int ties,
            double preference,
            @Nullable Bounds alwaysValidInterval,
            double signTestPValue,
            double permutationTestPValue) {}
}
