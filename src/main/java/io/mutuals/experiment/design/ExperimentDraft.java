package io.mutuals.experiment.design;

import io.mutuals.experiment.statistics.Guardrail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an experiment to create, not yet validated.
 *
 * @param guardrails null for the default guardrails
 */
public record ExperimentDraft(
        String key,
        String hypothesis,
        String layer,
        ExperimentSurface surface,
        ExperimentKind kind,
        RandomizationUnit unit,
        double share,
        List<ExperimentVariant> variants,
        ExperimentMetric primaryMetric,
        @Nullable List<WatchedMetric> guardrails) {

    private static final List<WatchedMetric> DEFAULT_GUARDRAILS = List.of(
            new WatchedMetric(ExperimentMetric.BLOCKS, Guardrail.Harm.INCREASE, 0),
            new WatchedMetric(ExperimentMetric.DISMISSALS, Guardrail.Harm.INCREASE, 0));

    /**
     * The guardrails to watch. Interleaving has none: every user gets both variants, so harm cannot be attributed to
     * one.
     */
    public List<WatchedMetric> watched() {
        if (kind == ExperimentKind.INTERLEAVING) {
            return List.of();
        }
        return guardrails == null ? DEFAULT_GUARDRAILS : guardrails;
    }
}
