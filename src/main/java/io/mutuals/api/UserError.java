package io.mutuals.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a mutation did not do what was asked, for the user to read and correct. It is part of the payload,
 * never of {@code errors}.
 *
 * @param code a constant of the mutation's own enum in the schema
 * @param field the path of the input field that is wrong; null if the error concerns no field
 * @param message a sentence for the user
 * @param resetAt the time from which it is worth trying again, for limits; null otherwise
 */
public record UserError(
        Enum<?> code,
        @Nullable List<String> field,
        String message,
        @Nullable Instant resetAt) {

    /** Returns an error about the field at {@code path} of the input. */
    public static UserError of(Enum<?> code, String message, String... path) {
        return new UserError(code, path.length == 0 ? null : Arrays.asList(path), message, null);
    }

    /** Returns an error that no longer applies from {@code resetAt}, if that is known. */
    public static UserError until(@Nullable Instant resetAt, Enum<?> code, String message) {
        return new UserError(code, null, message, resetAt);
    }
}
