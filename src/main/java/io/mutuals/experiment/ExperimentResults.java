package io.mutuals.experiment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an experiment so far. */
record ExperimentResults(
        ExperimentMetric metric,
        Instant computedAt,
        double confidence,
        List<VariantResults> variants,
        List<VariantEffect> effects,
        List<DailyEffect> daily,
        @Nullable SampleRatioCheck sampleRatio,
        List<GuardrailCheck> guardrails,
        @Nullable InterferenceReport interference,
        @Nullable InterleavingResults interleaving,
        List<String> caveats) {

    /** The same, computed at another time. */
    ExperimentResults at(Instant computedAt) {
        return new ExperimentResults(
                metric,
                computedAt,
                confidence,
                variants,
                effects,
                daily,
                sampleRatio,
                guardrails,
                interference,
                interleaving,
                caveats);
    }

    /**
     * One variant by itself.
     *
     * @param mean null when there is nothing to divide by
     */
    record VariantResults(
            String variant, int units, int people, @Nullable Double mean, ExperimentFunnel funnel) {}

    /** How many suggestions came how far. */
    record ExperimentFunnel(
            int impressions,
            int requestsSent,
            int requestsAccepted,
            int firstMessages,
            int shareReplies,
            int dismissals,
            int blocks) {}

    /** A variant against the control. */
    record VariantEffect(String variant, @Nullable ShownEffect effect) {}

    /** The same at the end of a day. */
    record DailyEffect(String day, String variant, @Nullable ShownEffect effect) {}

    /** Whether the variants have as many people as they should. */
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
    record InterleavingResults(
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
