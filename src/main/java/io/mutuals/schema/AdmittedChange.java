package io.mutuals.schema;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Breaking changes that were made on purpose.
 *
 * @param since the tag of the release against which they break
 * @param coordinates the changed elements
 * @param reason a sentence for users of the API
 * @param usage the usage that shows them to be unused; null if {@code despiteUse} tells why that does not matter
 * @param despiteUse why the change is made although clients may use the elements; null if there is a usage
 */
public record AdmittedChange(
        String since,
        List<String> coordinates,
        String reason,
        @Nullable Usage usage,
        @Nullable String despiteUse) {

    /**
     * What {@code Query.schemaUsage} has told of the elements.
     *
     * @param days the number of days up to {@code asOf} of which usage was known
     * @param requestCount the requests of those days
     */
    public record Usage(LocalDate asOf, int days, long requestCount) {}
}
