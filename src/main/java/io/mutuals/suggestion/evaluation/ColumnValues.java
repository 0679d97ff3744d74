package io.mutuals.suggestion.evaluation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The values of a column that may hold the time, and what speaks for it: numbers, instants or days. Not thread-safe.
 *
 * <p>A number is seconds since 1970, or by the size of the largest one milliseconds, microseconds or nanoseconds; where every number is
 * a day written as 20260131, or every one a year, it is that.
 */
final class ColumnValues {

    /** The years in which friendships of a plausible file begin. */
    private static final double EARLIEST = Instant.parse("1980-01-01T00:00:00Z").getEpochSecond();

    private static final double LATEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private double[] values = new double[16];
    private int size;
    private int numbers;
    private int zeros;
    private int days;
    private int years;
    private int instants;
    private int texts;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /** Takes the value of row {@code row}; rows before it that brought none have none. */
    void put(int row, String text) throws BadLines.BadLine {
        double value = read(text);
        while (size <= row) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = Double.NaN;
        }
        values[row] = value;
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    private double read(String text) throws BadLines.BadLine {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                numbers++;
                zeros += number == 0 ? 1 : 0;
                days += isDay(number) ? 1 : 0;
                years += number >= 1800 && number < 2200 && number == Math.rint(number) ? 1 : 0;
                return number;
            }
        } catch (NumberFormatException notANumber) {
            double instant = instant(text);
            if (!Double.isNaN(instant)) {
                instants++;
                return instant;
            }
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}.*")) {
            throw new BadLines.BadLine(
                    BadLines.Reason.TIME_WITHOUT_ZONE,
                    "\"" + text + "\" is not a time: put a T between date and time, and the zone at the end, as in "
                            + "2008-07-25T19:04:10Z");
        }
        throw new BadLines.BadLine(BadLines.Reason.NO_TIME, "\"" + text + "\" is not a time");
    }

    private static double instant(String text) {
        try {
            if (text.length() == "2026-01-31".length()) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            }
            Instant instant = Instant.parse(text);
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        } catch (DateTimeException notAnInstant) {
            return Double.NaN;
        }
    }

    private static boolean isDay(double number) {
        return number >= 18000101 && number <= 21991231 && number == Math.rint(number) && !Double.isNaN(day(number));
    }

    /** The day that a number such as 20260131 says, in seconds since 1970; NaN when there is no such day. */
    private static double day(double number) {
        int digits = (int) number;
        try {
            return LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toEpochSecond();
        } catch (DateTimeException noDay) {
            return Double.NaN;
        }
    }

    /** Notes a value that is neither a number nor an instant. */
    void putText() {
        texts++;
    }

    /** Whether there is neither a number nor an instant. */
    boolean isEmpty() {
        return numbers + instants == 0;
    }

    /** Whether some values are numbers and others instants, which cannot be compared. */
    boolean isMixed() {
        return numbers > 0 && instants > 0;
    }

    boolean isConstant() {
        return least == most;
    }

    /** Whether the values are times without a name that says so: instants, days, or numbers that are times of 1980 to 2100. */
    boolean looksLikeTimes() {
        if (isEmpty() || texts > 0 || isMixed() || (zeros == numbers && numbers > 0)) {
            return false;
        }
        return instants > 0 || days == numbers || allSecondsPlausible();
    }

    private boolean allSecondsPlausible() {
        double unit = unit();
        return Arrays.stream(values, 0, size)
                .filter(value -> value != 0 && !Double.isNaN(value))
                .allMatch(value -> value / unit >= EARLIEST && value / unit < LATEST);
    }

    private double unit() {
        return instants > 0 ? 1 : most > 1e17 ? 1e9 : most > 1e14 ? 1e6 : most > 1e11 ? 1e3 : 1;
    }

    /** The least and the largest value. */
    String range() {
        return isConstant() ? text(least) : text(least) + " to " + text(most);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** The value of a row, to sort by; NaN when it has none. */
    double at(int row) {
        return row < size ? values[row] : Double.NaN;
    }

    /** The value of a row in seconds since 1970, at least 1 and at most what an {@code int} holds; 0 when it has none. */
    int since(int row) {
        double value = at(row);
        if (Double.isNaN(value)) {
            return 0;
        }
        double seconds = numbers > 0 && days == numbers
                ? day(value)
                : numbers > 0 && years == numbers
                        ? LocalDate.of((int) value, 1, 1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toEpochSecond()
                        : value / unit();
        // 0 would say that the time is not known.
        return (int) Math.max(1, Math.floor(seconds));
    }
}
