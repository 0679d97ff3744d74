package io.mutuals.experiment.design;

import io.mutuals.experiment.statistics.Guardrail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to create, as it was handed in.
 *
 * @param guardrails null for those that every experiment should have
 */
public record ExperimentDraft(
        String key,
        String hypothesis,
        String layer,
        ExperimentKind kind,
        RandomizationUnit unit,
        double share,
        List<ExperimentVariant> variants,
        ExperimentMetric primaryMetric,
        @Nullable List<WatchedMetric> guardrails) {

    /** Those that an experiment has whose author says nothing of it. */
    private static final List<WatchedMetric> USUAL = List.of(
            new WatchedMetric(ExperimentMetric.BLOCKS, Guardrail.Harm.INCREASE, 0),
            new WatchedMetric(ExperimentMetric.DISMISSALS, Guardrail.Harm.INCREASE, 0));

    /** What must not get worse; nothing where people get both variants, so that none can be told from the other by it. */
    public List<WatchedMetric> watched() {
        if (kind == ExperimentKind.INTERLEAVING) {
            return List.of();
        }
        return guardrails == null ? USUAL : guardrails;
    }
}
