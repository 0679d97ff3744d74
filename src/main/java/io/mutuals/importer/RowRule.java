package io.mutuals.importer;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A constraint on the rows of a file that columns alone cannot express. Each pass over a file has its own instance, so
 * a rule may keep state.
 */
@FunctionalInterface
public interface RowRule {

    /** Accepts every row. */
    RowRule NONE = row -> Optional.empty();

    /**
     * Returns why a row cannot be imported, or empty if it can.
     *
     * @param row the valid values by column name
     */
    Optional<String> violation(Map<String, @Nullable Object> row);

    /** Returns why the file cannot be imported, or empty if it can; called after the last row. */
    default Optional<String> violationAtEnd() {
        return Optional.empty();
    }

    /** Returns a rule that applies this rule, then {@code next} to the rows that pass. */
    default RowRule and(RowRule next) {
        RowRule first = this;
        return new RowRule() {
            @Override
            public Optional<String> violation(Map<String, @Nullable Object> row) {
                return first.violation(row).or(() -> next.violation(row));
            }

            @Override
            public Optional<String> violationAtEnd() {
                return first.violationAtEnd().or(next::violationAtEnd);
            }
        };
    }
}
