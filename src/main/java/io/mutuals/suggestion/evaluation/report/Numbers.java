package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.BootstrapInterval;
import io.mutuals.suggestion.evaluation.DegreeBucket;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers for people, in the same way in all reports. */
final class Numbers {

    private static final int DIGITS = 3;

    private Numbers() {}

    /** Formats a count: 12,345. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Formats a measure from 0 to 1: 0.2966. */
    static String measure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Formats a difference of measures with its sign: +0.0112. */
    static String difference(double value) {
        return String.format(Locale.ROOT, "%+.4f", value)
                .replace("-0.0000", "+0.0000")
                .replace('-', '\u2212');
    }

    /** Formats the ends of an interval: 0.2816 to 0.3116. */
    static String ends(BootstrapInterval interval) {
        return measure(interval.low()) + " to " + measure(interval.high());
    }

    static String differenceEnds(BootstrapInterval interval) {
        return difference(interval.low()) + " to " + difference(interval.high());
    }

    /** Formats a fraction as a percentage: 12.3 %. */
    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    /** Formats with one decimal: 12.3. */
    static String tenth(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Formats with three decimals: 0.760. */
    static String thousandth(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Formats milliseconds with about three significant digits: 0.0213, 4.10, 120. */
    static String millis(double millis) {
        int decimals = millis >= 100 ? 0 : millis >= 10 ? 1 : millis >= 1 ? 2 : millis >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", millis);
    }

    /** Formats with three significant digits, never in scientific notation: 0.0123, 4.5, 1230. */
    static String shortest(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Formats the range of a bucket: 1, or 2–3. */
    static String friends(DegreeBucket bucket) {
        return bucket.fewest() == bucket.most()
                ? count(bucket.fewest())
                : count(bucket.fewest()) + "\u2013" + count(bucket.most());
    }
}
