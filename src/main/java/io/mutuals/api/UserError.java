package io.mutuals.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a mutation did not do what was asked, for a person to read and mend. It is part of the payload, never of {@code errors}.
 *
 * @param code of the mutation's own enum in the schema
 * @param field the path of the input field that it is about; null when it is about none
 * @param message a sentence for the person
 * @param resetAt when it is worth trying again, for limits; null otherwise
 */
public record UserError(
        Enum<?> code,
        @Nullable List<String> field,
        String message,
        @Nullable Instant resetAt) {

    /** An error about the field at {@code path} of the input. */
    public static UserError of(Enum<?> code, String message, String... path) {
        return new UserError(code, path.length == 0 ? null : Arrays.asList(path), message, null);
    }

    /** An error that goes away at {@code resetAt}, when it is known. */
    public static UserError until(@Nullable Instant resetAt, Enum<?> code, String message) {
        return new UserError(code, null, message, resetAt);
    }
}
