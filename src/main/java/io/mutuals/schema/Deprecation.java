package io.mutuals.schema;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why and until when an element of the schema is deprecated, as its {@code @deprecated} says: {@code Use `other`
 * instead. Removed after 2027-05-31.}, with any sentences in between.
 *
 * @param replacement the name of a field of the same type, or a schema coordinate; null if the reason names none
 * @param removedAfter the last day on which clients may rely on it; null if the reason names none
 */
public record Deprecation(
        String reason,
        @Nullable String replacement,
        @Nullable LocalDate removedAfter) {

    private static final Pattern REPLACEMENT = Pattern.compile("^Use `([^`]+)` instead\\.(?: |$)");
    private static final Pattern DATE = Pattern.compile("(?:^| )Removed after (\\d{4}-\\d{2}-\\d{2})\\.$");

    /** Reads a reason. One that does not follow the convention has no replacement or date. */
    public static Deprecation parse(String reason) {
        Matcher replacement = REPLACEMENT.matcher(reason);
        Matcher date = DATE.matcher(reason);
        return new Deprecation(
                reason, replacement.find() ? replacement.group(1) : null, date.find() ? day(date.group(1)) : null);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    /** Returns whether the element may be removed by its date. */
    public boolean isOverdue(LocalDate today) {
        return removedAfter != null && today.isAfter(removedAfter);
    }
}
