package io.mutuals.platform;

import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a row.
 *
 * @param key the key that the row gave
 * @param number the internal id of the user or video that the key names; null if there is none
 * @param userErrors the reasons to refuse the row; empty unless it was refused
 */
record RowAnswer(String key, RowOutcome outcome, @Nullable Long number, List<UserError> userErrors) {

    static RowAnswer applied(String key, @Nullable Long number) {
        return new RowAnswer(key, RowOutcome.APPLIED, number, List.of());
    }

    static RowAnswer outdated(String key, @Nullable Long number) {
        return new RowAnswer(key, RowOutcome.OUTDATED, number, List.of());
    }

    static RowAnswer refused(String key, @Nullable Long number, List<UserError> errors) {
        return new RowAnswer(key, RowOutcome.REFUSED, number, List.copyOf(errors));
    }
}
