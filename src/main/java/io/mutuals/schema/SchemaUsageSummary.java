package io.mutuals.schema;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The usage of several days, by coordinate and client. Not thread-safe. */
final class SchemaUsageSummary {

    private final Map<String, Map<Client, Long>> requests = new HashMap<>();
    private final Map<String, Map<Client, LocalDate>> last = new HashMap<>();
    private @Nullable LocalDate first;

    /** Adds a day, which is later than those before. */
    void add(SchemaUsageStore.Day day) {
        if (first == null && !day.requests().isEmpty()) {
            first = day.date();
        }
        day.requests().forEach((field, count) -> {
            String[] parts = field.split(SchemaUsageStore.SEPARATOR, -1);
            Client client = new Client(parts[1], parts[2], parts[3]);
            String coordinates = day.shapes().getOrDefault(parts[0], parts[0]);
            for (String coordinate : coordinates.split(",")) {
                requests.computeIfAbsent(coordinate, none -> new HashMap<>())
                        .merge(client, Long.parseLong(count), Long::sum);
                last.computeIfAbsent(coordinate, none -> new HashMap<>()).put(client, day.date());
            }
        });
    }

    /** Returns the first day on which anything was counted; null if nothing was. */
    @Nullable
    LocalDate first() {
        return first;
    }

    /** Returns whether a client has used an element. */
    boolean isUsed(String coordinate) {
        return requests.containsKey(coordinate);
    }

    /** Returns the clients that have used an element, those with the most requests first. */
    List<SchemaCaller> callers(String coordinate) {
        Map<Client, LocalDate> days = last.getOrDefault(coordinate, Map.of());
        return requests.getOrDefault(coordinate, Map.of()).entrySet().stream()
                .map(entry -> new SchemaCaller(
                        entry.getKey().operation,
                        entry.getKey().app,
                        entry.getKey().version,
                        entry.getValue(),
                        days.getOrDefault(entry.getKey(), LocalDate.EPOCH)))
                .sorted(Comparator.comparingLong(SchemaCaller::requests)
                        .reversed()
                        .thenComparing(SchemaCaller::app)
                        .thenComparing(SchemaCaller::version)
                        .thenComparing(SchemaCaller::operation))
                .toList();
    }

    private record Client(String operation, String app, String version) {}
}
