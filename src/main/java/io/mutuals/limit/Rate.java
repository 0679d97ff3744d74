package io.mutuals.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * The rate at which an action is allowed.
 *
 * @param max the number of actions allowed at once, and in each {@code per}
 * @param per a positive duration
 */
public record Rate(int max, Duration per) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) per (\\S+)");
    private static final double MILLIS = 1_000;

    /** Refuses rates that would allow no action, or every action. */
    public Rate {
        if (max < 1 || per.toMillis() < 1) {
            throw new IllegalArgumentException("A rate needs at least 1 action and a positive duration.");
        }
    }

    /** Parses text such as {@code 20 per 1h}. */
    public static Rate of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a rate such as \"20 per 1h\".");
        }
        return new Rate(Integer.parseInt(form.group(1)), DurationStyle.detectAndParse(form.group(2)));
    }

    double perSecond() {
        return max * MILLIS / per.toMillis();
    }

    /** Returns the time until {@code amount} more actions are allowed. */
    Duration timeFor(double amount) {
        return Duration.ofMillis((long) Math.ceil(amount * per.toMillis() / max));
    }
}
