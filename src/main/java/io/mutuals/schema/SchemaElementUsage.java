package io.mutuals.schema;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The usage of an element of the schema.
 *
 * @param callers those with the most requests first
 * @param callerCount the number of all callers
 */
record SchemaElementUsage(
        String coordinate,
        SchemaElement.Kind kind,
        int requestCount,
        @Nullable LocalDate lastUsedOn,
        List<SchemaCaller> callers,
        int callerCount,
        @Nullable DeprecationStatus deprecation) {

    /** The most callers that are listed. */
    private static final int MAX_CALLERS = 20;

    static SchemaElementUsage of(SchemaElement element, List<SchemaCaller> callers, LocalDate today) {
        long requests = callers.stream().mapToLong(SchemaCaller::requests).sum();
        Deprecation deprecation = element.deprecation();
        return new SchemaElementUsage(
                element.coordinate(),
                element.kind(),
                (int) Math.min(Integer.MAX_VALUE, requests),
                callers.stream()
                        .map(SchemaCaller::lastUsedOn)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                callers.stream().limit(MAX_CALLERS).toList(),
                callers.size(),
                deprecation == null
                        ? null
                        : new DeprecationStatus(
                                deprecation.reason(),
                                deprecation.replacement(),
                                deprecation.removedAfter(),
                                deprecation.isOverdue(today)));
    }

    /** A deprecation, and whether its date has passed. */
    record DeprecationStatus(
            String reason,
            @Nullable String replacement,
            @Nullable LocalDate removedAfter,
            boolean isOverdue) {}
}
