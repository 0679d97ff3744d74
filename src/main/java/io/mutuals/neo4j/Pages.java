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

/** Reads pages of lists, with one statement for the pages of many keys. */
@Component
public class Pages {

    private final Graph graph;

    Pages(Graph graph) {
        this.graph = graph;
    }

    /**
     * Reads a page for each key.
     *
     * <p>The statement unwinds {@code $keys AS key}. In addition to the result of {@code row}, a key has
     * {@code key.number}, null at the beginning of the list; {@code key.at} or {@code key.name}, depending on the order
     * of the list; and {@code key.counted}. The statement returns {@code key.index AS index}; {@code page}, a list of
     * at most {@code $limit} maps, which is one more than the longest page; and {@code total}, null unless counted.
     *
     * @param row returns the parameters of a key, without those of its slice
     * @param edge reads an edge from a map of the page
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
