package io.mutuals.importer;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rows of a file must fulfil beyond their columns. One is made for each pass over a file, so it may remember rows. */
@FunctionalInterface
public interface RowRule {

    /** Asks nothing. */
    RowRule NONE = row -> Optional.empty();

    /**
     * Why a row cannot be imported, or nothing.
     *
     * @param row the values by column name, each as its column wants it
     */
    Optional<String> broken(Map<String, @Nullable Object> row);

    /** Why the file as a whole cannot be imported, or nothing; asked after the last row. */
    default Optional<String> brokenAtEnd() {
        return Optional.empty();
    }

    /** This rule, then {@code next} for what it lets pass. */
    default RowRule and(RowRule next) {
        RowRule first = this;
        return new RowRule() {
            @Override
            public Optional<String> broken(Map<String, @Nullable Object> row) {
                return first.broken(row).or(() -> next.broken(row));
            }

            @Override
            public Optional<String> brokenAtEnd() {
                return first.brokenAtEnd().or(next::brokenAtEnd);
            }
        };
    }
}
