package io.mutuals.platform;

import io.mutuals.api.UserError;
import java.util.ArrayList;
import java.util.List;

/** Errors of features, as errors about rows. */
final class RowErrors {

    private RowErrors() {}

    /** Returns errors whose paths begin with {@code input} as errors about the row at {@code index}. */
    static List<UserError> at(int index, List<UserError> errors) {
        return errors.stream().map(error -> at(index, error)).toList();
    }

    private static UserError at(int index, UserError error) {
        List<String> field = error.field();
        if (field == null) {
            return error;
        }
        List<String> path = new ArrayList<>(List.of("input", "rows", Integer.toString(index)));
        path.addAll(field.subList(1, field.size()));
        return new UserError(error.code(), path, error.message(), error.resetAt());
    }
}
