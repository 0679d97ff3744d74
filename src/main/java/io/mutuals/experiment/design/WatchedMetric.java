package io.mutuals.experiment.design;

import io.mutuals.experiment.statistics.Guardrail;

/**
 * A guardrail metric: it must not get worse.
 *
 * @param harm direction in which a change is harmful
 * @param tolerance tolerated change in that direction, as a part of the control's value, at least 0 and below 1
 */
public record WatchedMetric(ExperimentMetric metric, Guardrail.Harm harm, double tolerance) {

    public Guardrail guardrail() {
        return new Guardrail(harm, tolerance);
    }
}
