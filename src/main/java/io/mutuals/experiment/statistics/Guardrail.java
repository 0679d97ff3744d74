package io.mutuals.experiment.statistics;

/**
 * A line that a treatment must not cross: how much a metric may change for the worse.
 *
 * @param harm the direction that is for the worse
 * @param tolerated how large a change for the worse is accepted, as a part of the control; 0 to below 1
 */
public record Guardrail(Harm harm, double tolerated) {

    /** Which way a metric does harm. */
    public enum Harm {
        /** Where more is better: replies, days active. */
        DECREASE,
        /** Where less is better: blocks, reports. */
        INCREASE
    }

    /** @throws IllegalArgumentException when {@code tolerated} is out of its range */
    public Guardrail {
        if (!(tolerated >= 0 && tolerated < 1)) {
            throw new IllegalArgumentException(
                    "The tolerated change must be from 0 to below 1, not " + tolerated + ".");
        }
    }

    /**
     * Whether it is certain that the treatment does more harm than is tolerated: all that treatment - (1 ± tolerated) x control may be, by its
     * always-valid interval, is for the worse. Nothing is divided by the control, so this can also be told where the control has nothing.
     *
     * <p>At a change that is just tolerated this is ever true with probability alpha at most, however often one asks.
     *
     * @param control of a metric that is never negative
     */
    public boolean isCrossed(Comparison comparison, Moments control, Moments treatment) {
        return switch (harm) {
            case DECREASE ->
                comparison.contrast(control, treatment, 1 - tolerated).high() < 0;
            case INCREASE ->
                comparison.contrast(control, treatment, 1 + tolerated).low() > 0;
        };
    }
}
