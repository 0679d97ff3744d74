package io.mutuals.suggestion.evaluation;

/**
 * A mean over users with its 95 % confidence interval.
 *
 * @param mean what was measured
 * @param low the lower end, at most {@code mean} but for rounding
 * @param high the upper end
 */
public record BootstrapInterval(double mean, double low, double high) {

    /** Whether a difference is one: the interval does not contain 0. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
