package io.mutuals.erasure;

import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.cache.KeyScan;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Finds what is stored of a user, by reading every property in Neo4j and every key and value in Redis: the proof that
 * an erasure left nothing. Knows nothing of what is stored where, so it also finds what no one thought of. Rows are
 * streamed; a database of a million nodes takes about half a minute. Thread-safe.
 */
@Service
public class TraceSearch {

    private static final Duration TIME_LIMIT = Duration.ofHours(1);

    /** Touches all nodes. */
    private static final Statement NODES = new Statement("traces.nodes", """
            MATCH (node)
            RETURN labels(node) AS labels, properties(node) AS properties
            """);

    /** Touches all relationships. */
    private static final Statement RELATIONSHIPS = new Statement("traces.relationships", """
            MATCH ()-[relationship]->()
            RETURN [type(relationship)] AS labels, properties(relationship) AS properties
            """);

    private final Graph graph;
    private final KeyScan keys;
    private final List<StoredIds> forms;

    TraceSearch(Graph graph, KeyScan keys, List<StoredIds> forms) {
        this.graph = graph;
        this.keys = keys;
        this.forms = List.copyOf(forms);
    }

    /**
     * Returns where something of a user is stored, ordered by place; empty if nothing is.
     *
     * @param handle a handle to search for as well; null for none. Texts of others may mention it
     * @throws RequestException if Neo4j cannot be read
     * @throws JedisException if Redis cannot be read
     */
    public List<UserTrace> find(UserId user, @Nullable String handle) {
        TracePattern pattern = new TracePattern(user, handle);
        Map<String, Long> places = new TreeMap<>();
        for (Statement statement : List.of(NODES, RELATIONSHIPS)) {
            graph.stream(statement, Map.of(), TIME_LIMIT, row -> {
                String owner = String.join(":", row.get("labels").asList(label -> label.asString()));
                row.get("properties").asMap().forEach((property, value) -> {
                    if (pattern.isIn(value)) {
                        places.merge("Neo4j " + owner + "." + property, 1L, Long::sum);
                    }
                });
            });
        }
        keys.eachBatch(
                "*",
                batch -> batch.forEach(key -> {
                    if (KeyScan.patiently(() -> isIn(key, pattern, user))) {
                        places.merge("Redis " + pattern.masked(key), 1L, Long::sum);
                    }
                }));
        return places.entrySet().stream()
                .map(place -> new UserTrace(place.getKey(), place.getValue()))
                .toList();
    }

    private boolean isIn(String key, TracePattern pattern, UserId user) {
        List<StoredIds> known = forms.stream().filter(form -> form.areIn(key)).toList();
        return pattern.isIn(key)
                || values(key)
                        .anyMatch(value -> pattern.isInBytes(value)
                                || known.stream()
                                        .anyMatch(form -> form.of(value).contains(user.value())));
    }

    private Stream<byte[]> values(String key) {
        UnifiedJedis redis = keys.values();
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return switch (redis.type(key)) {
            case "string" -> Stream.ofNullable(redis.get(name));
            case "hash" ->
                redis.hgetAll(name).entrySet().stream().flatMap(field -> Stream.of(field.getKey(), field.getValue()));
            case "set" -> redis.smembers(name).stream();
            case "zset" -> redis.zrange(name, 0, -1).stream();
            case "list" -> redis.lrange(name, 0, -1).stream();
            default -> Stream.empty();
        };
    }
}
