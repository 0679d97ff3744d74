package io.mutuals.experiment.design;

import io.mutuals.experiment.statistics.Guardrail;

/**
 * A metric that must not get worse.
 *
 * @param harm in which direction it would be harmful
 * @param tolerance how much of the control's value it may move in that direction, 0 to below 1
 */
public record WatchedMetric(ExperimentMetric metric, Guardrail.Harm harm, double tolerance) {

    public Guardrail guardrail() {
        return new Guardrail(harm, tolerance);
    }
}
