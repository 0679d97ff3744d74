package io.mutuals.experiment.results;

import io.mutuals.experiment.design.ExperimentMetric;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * What came of an experiment so far.
 *
 * @param computedAt when what was counted was read
 * @param laterDaily what only those wait for who ask for it: as many comparisons as there are days
 * @param laterDailyPreference likewise
 * @param laterInterference likewise: it looks at the whole friend graph
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

    /** The effects at the end of each of the last days. */
    public List<DailyEffect> daily() {
        return laterDaily.obtain();
    }

    /** The preference at the end of each of the last days; empty unless people get both rankings. */
    public List<DailyPreference> dailyPreference() {
        return laterDailyPreference.obtain();
    }

    /** How much friends in different variants may have blurred the effects; null when there is nothing to tell. */
    public @Nullable InterferenceReport interference() {
        return laterInterference.obtain().orElse(null);
    }

    /** Whether as much was counted, whenever that was. */
    boolean tellsTheSameAs(ExperimentResults other) {
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
     * One variant by itself.
     *
     * @param mean null when there is nothing to divide by
     */
    public record VariantResults(
            String variant, int units, int people, @Nullable Double mean, ExperimentFunnel funnel) {}

    /** How many suggestions came how far. */
    public record ExperimentFunnel(
            int impressions,
            int requestsSent,
            int requestsAccepted,
            int firstMessages,
            int shareReplies,
            int dismissals,
            int blocks) {}

    /** A variant against the control. */
    public record VariantEffect(String variant, @Nullable ShownEffect effect) {}

    /** The same at the end of a day. */
    record DailyEffect(String day, String variant, @Nullable ShownEffect effect) {}

    /**
     * How much the second ranking is preferred at the end of a day.
     *
     * @param people of whom anything came
     */
    public record DailyPreference(
            String day,
            int people,
            double preference,
            @Nullable Bounds alwaysValidInterval) {}

    /** Whether the variants have as many units as they should. */
    record SampleRatioCheck(List<Integer> observed, List<Double> expected, double pValue, boolean isMismatch) {}

    /** How a guardrail stands. */
    record GuardrailCheck(
            ExperimentMetric metric,
            String variant,
            @Nullable ShownEffect effect,
            boolean isBreached) {}

    /** How much friends in different variants may have blurred the effects. */
    record InterferenceReport(
            double crossVariantFriendships,
            int clusters,
            double crossClusterFriendships,
            @Nullable Double designEffect,
            @Nullable Double spillover,
            @Nullable Bounds spilloverInterval) {}

    /** Which of two rankings people prefer. */
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
