package io.mutuals.experiment.statistics;

import org.jspecify.annotations.Nullable;

/**
 * How the treatment differs from the control. No number is ever NaN.
 *
 * @param control the metric of the control variant, adjusted by the covariates
 * @param treatment that of the treatment variant, likewise
 * @param difference treatment - control
 * @param standardError of the difference, above 0
 * @param interval of the difference, for whoever looks once, at a time that was fixed before
 * @param pValue of the difference, for the same; Welch's t-test in effective units
 * @param alwaysValid of the difference, for whoever looks when they like; everywhere below {@link Comparison#FEWEST_UNITS}
 *     effective units in a variant
 * @param lift the difference as a part of the control; null when the control is not above 0
 * @param removed the part of the variance that the covariates removed, 0 to 1
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
        implements Compared {

    /**
     * A relative difference: 0.1 is 10 % more than the control.
     *
     * @param value treatment / control - 1
     * @param interval for whoever looks once; everywhere when the control itself may be 0
     * @param alwaysValid for whoever looks when they like; everywhere when the control itself may be 0
     */
    public record Lift(double value, Interval interval, Interval alwaysValid) {}
}
