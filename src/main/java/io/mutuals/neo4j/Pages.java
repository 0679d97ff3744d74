package io.mutuals.neo4j;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Component;

/** Reads parts of lists, one for each key, with one statement for all. */
@Component
public class Pages {

    private final Graph graph;

    Pages(Graph graph) {
        this.graph = graph;
    }

    /**
     * Reads one page for each key.
     *
     * <p>The statement unwinds {@code $keys AS key}. Beside what {@code row} gives, each has {@code key.number}, which is null for
     * the beginning of a list, with {@code key.at} or {@code key.name}, whichever the list is ordered by; and {@code key.counted}.
     * It returns {@code key.index AS index}, a list {@code page} of at most {@code $limit} maps, which is one more than the longest
     * page holds, and {@code total}, null unless counted.
     *
     * @param row the parameters of one key, beside those of its slice
     * @param edge reads one map of the page
     */
    public <K extends Slice.Key, N, E extends Edge<N>> Map<K, Connection<N, E>> read(
            Statement statement, Collection<K> keys, Function<K, Map<String, ?>> row, BiFunction<K, Value, E> edge) {
        int limit = keys.stream().mapToInt(key -> key.slice().first()).max().orElseThrow() + 1;
        return graph.readByKey(
                statement,
                keys,
                key -> parameters(key.slice(), row.apply(key)),
                Map.of("limit", limit),
                (key, found) -> Connection.forward(
                        found.get("page").asList(place -> edge.apply(key, place)),
                        key.slice(),
                        found.get("total").isNull() ? null : found.get("total").asLong()));
    }

    private static Map<String, @Nullable Object> parameters(Slice slice, Map<String, ?> row) {
        Map<String, @Nullable Object> parameters = new HashMap<>(row);
        parameters.put("counted", slice.counted());
        switch (slice.after()) {
            case KeysetPosition.InTime(var at, var number) -> {
                parameters.put("at", Times.parameter(at));
                parameters.put("number", number);
            }
            case KeysetPosition.ByName(var name, var number) -> {
                parameters.put("name", name);
                parameters.put("number", number);
            }
            case null -> parameters.put("number", null);
        }
        return parameters;
    }
}
