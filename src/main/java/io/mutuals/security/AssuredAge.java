package io.mutuals.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The age of a viewer as their OpenID provider assures it by a claim of a token: a range, since many providers tell no
 * more than a band.
 *
 * @param atLeast the lowest age in years
 * @param atMost the highest age in years
 * @param issuedAt when the token was issued; later tokens hold before earlier ones
 */
public record AssuredAge(int atLeast, int atMost, Instant issuedAt) {

    private static final int OLDEST = 130;
    private static final Map<String, Range> BANDS = Map.of(
            "0-12", new Range(0, 12),
            "13-15", new Range(13, 15),
            "16-17", new Range(16, 17),
            "18+", new Range(18, OLDEST));

    /**
     * Reads the value of a claim: one of the bands {@code 0-12}, {@code 13-15}, {@code 16-17} and {@code 18+}, or a
     * date of birth as in the standard claim {@code birthdate}, of which the month and day may be missing.
     *
     * @param today the date on which the age is asked for
     * @return null if the value is neither, or no date on which a person alive can have been born
     */
    static @Nullable AssuredAge of(Object claimed, Instant issuedAt, LocalDate today) {
        String text = claimed.toString();
        Range band = BANDS.get(text.replace('\u2013', '-'));
        Range range = band == null ? since(text, today) : band;
        return range == null ? null : new AssuredAge(range.atLeast(), range.atMost(), issuedAt);
    }

    private static @Nullable Range since(String birth, LocalDate today) {
        try {
            boolean isYear = birth.length() == "2000".length();
            LocalDate latest = isYear ? Year.parse(birth).atMonthDay(MonthDay.of(12, 31)) : LocalDate.parse(birth);
            LocalDate earliest = isYear ? latest.withDayOfYear(1) : latest;
            int atLeast = Math.max(0, Period.between(latest, today).getYears());
            int atMost = Period.between(earliest, today).getYears();
            return earliest.isAfter(today) || atMost > OLDEST ? null : new Range(atLeast, atMost);
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private record Range(int atLeast, int atMost) {}
}
