package io.mutuals.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes instants as the API does: RFC 3339, the years 0000 to 9999 in UTC, with a precision of a
 * millisecond.
 */
public final class DateTimes {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private DateTimes() {}

    /**
     * Returns the text in UTC with exactly three fractional digits. Finer fractions are truncated.
     *
     * @throws DateTimeException if the year in UTC is not within 0000 to 9999
     */
    public static String text(Instant instant) {
        if (!isWithin(instant)) {
            throw new DateTimeException("The year is not within 0000 to 9999: " + instant);
        }
        return MILLIS.format(instant);
    }

    /**
     * Parses a text with any offset and truncates it to the millisecond. Returns null if it is not RFC 3339 or its year
     * in UTC is not within 0000 to 9999.
     */
    public static @Nullable Instant parse(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
            return isWithin(instant) ? instant : null;
        } catch (DateTimeException invalid) {
            return null;
        }
    }

    private static boolean isWithin(Instant instant) {
        return !instant.isBefore(FIRST)
                && !instant.truncatedTo(ChronoUnit.MILLIS).isAfter(LAST);
    }
}
