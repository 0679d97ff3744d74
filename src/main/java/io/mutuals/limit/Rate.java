package io.mutuals.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may be done.
 *
 * @param most as often as this at once, and in {@code per}
 * @param per positive
 */
public record Rate(int most, Duration per) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) per (\\S+)");
    private static final double MILLIS = 1_000;

    /** Refuses what would let nobody pass, or everybody. */
    public Rate {
        if (most < 1 || per.toMillis() < 1) {
            throw new IllegalArgumentException("A rate must be of at least 1, and of a time longer than none.");
        }
    }

    /** Reads {@code 20 per 1h}. */
    public static Rate of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a rate such as \"20 per 1h\".");
        }
        return new Rate(Integer.parseInt(form.group(1)), DurationStyle.detectAndParse(form.group(2)));
    }

    double perSecond() {
        return most * MILLIS / per.toMillis();
    }

    /** How long it takes until {@code amount} may be done more. */
    Duration timeFor(double amount) {
        return Duration.ofMillis((long) Math.ceil(amount * per.toMillis() / most));
    }
}
