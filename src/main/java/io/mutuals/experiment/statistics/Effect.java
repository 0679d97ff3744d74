package io.mutuals.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Difference between treatment and control. No component is ever NaN.
 *
 * @param control metric of the control, adjusted by the covariates
 * @param treatment metric of the treatment, adjusted by the covariates
 * @param difference treatment - control
 * @param standardError standard error of the difference, above 0
 * @param interval fixed-horizon interval of the difference, valid for a single look at a time fixed in advance
 * @param pValue fixed-horizon p-value of the difference: Welch's t-test in effective units
 * @param alwaysValid always-valid interval of the difference, valid however often it is checked; unbounded below {@link
 * Comparison#MIN_UNITS} effective units in a variant
 * @param lift difference relative to the control; null if the control is not above 0
 * @param removed fraction of the variance that the covariates removed, 0 to 1
 */
public record Effect(
        double control,
        double treatment,
        double difference,
        double standardError,
        Interval interval,
        double pValue,
        Interval alwaysValid,
        @Nullable Lift lift,
        double removed)
        implements ComparisonResult {

    /**
     * Relative difference; 0.1 means 10 % above the control.
     *
     * @param value treatment / control - 1
     * @param interval fixed-horizon interval; unbounded if the control itself may be 0
     * @param alwaysValid always-valid interval; unbounded if the control itself may be 0
     */
    public record Lift(double value, Interval interval, Interval alwaysValid) {}
}
