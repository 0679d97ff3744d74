package io.mutuals.experiment.statistics;

/**
 * Limit on how far a treatment may worsen a metric.
 *
 * @param harm direction in which the metric gets worse
 * @param tolerated accepted relative change for the worse, 0 to below 1
 */
public record Guardrail(Harm harm, double tolerated) {

    /** Direction in which a metric gets worse. */
    public enum Harm {
        /** More is better, as for replies or active days. */
        DECREASE,
        /** Less is better, as for blocks or reports. */
        INCREASE
    }

    /** @throws IllegalArgumentException if {@code tolerated} is out of range */
    public Guardrail {
        if (!(tolerated >= 0 && tolerated < 1)) {
            throw new IllegalArgumentException(
                    "The tolerated change must be at least 0 and below 1, but is " + tolerated + ".");
        }
    }

    /**
     * Returns true if the treatment certainly does more harm than tolerated: the always-valid interval of treatment -
     * (1 ± tolerated) x control lies entirely on the worse side. No division by the control is involved, so a crossing
     * is detected even if the control is 0.
     *
     * <p>If the true change is just tolerated, the probability that this ever returns true is at most alpha, however
     * often it is called.
     *
     * @param control units of the control; the metric must not be negative
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
