package io.mutuals.suggestion.evaluation;

/**
 * A mean over users with its 95 % confidence interval.
 *
 * @param mean the mean of the measured values
 * @param low the lower end, at most {@code mean} but for rounding
 * @param high the upper end
 */
public record BootstrapInterval(double mean, double low, double high) {

    /** Returns whether a difference is significant at the 5 % level: its interval does not contain 0. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
