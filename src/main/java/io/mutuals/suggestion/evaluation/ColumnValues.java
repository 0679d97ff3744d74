package io.mutuals.suggestion.evaluation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The values of a column that may hold times, with counts of the formats seen. Not thread-safe.
 *
 * <p>If every number is a day such as 20260131, or every one a year, the column holds days or years. Otherwise numbers
 * are seconds since 1970, or milliseconds, microseconds or nanoseconds, decided by the largest one.
 */
final class ColumnValues {

    /** The plausible range of a friendship's start. */
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

    /** Stores the value of a row; rows skipped before it have no value. */
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

    /** Returns the start of a day such as 20260131, in seconds since 1970; NaN if there is no such day. */
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

    /** Counts a value that is neither a number nor an instant. */
    void putText() {
        texts++;
    }

    /** Returns whether the column has neither numbers nor instants. */
    boolean isEmpty() {
        return numbers + instants == 0;
    }

    /** Returns whether the column has both numbers and instants, which cannot be compared. */
    boolean isMixed() {
        return numbers > 0 && instants > 0;
    }

    boolean isConstant() {
        return least == most;
    }

    /**
     * Returns whether the values look like times without a column name to say so: instants, days, or times of 1980 to
     * 2100.
     */
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

    /** Returns the smallest and largest value as text. */
    String range() {
        return isConstant() ? text(least) : text(least) + " to " + text(most);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** Returns the value of a row in the unit of the file, for sorting; NaN if it has none. */
    double at(int row) {
        return row < size ? values[row] : Double.NaN;
    }

    /**
     * Returns the value of a row in seconds since 1970, clamped to 1 to {@link Integer#MAX_VALUE}; 0 if it has none.
     */
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
        // 0 stands for an unknown time.
        return (int) Math.max(1, Math.floor(seconds));
    }
}
