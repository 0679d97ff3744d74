package io.mutuals.suggestion.feedback;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.evidence.TimeBucket;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Counts to how many people somebody was suggested, from who saw them.
 *
 * <p>Nobody is counted by a signal that is switched off now. What happened in the running {@link TimeBucket} is not counted yet: a count changes
 * once in a step, by all that came and went in it, and looking more often tells nothing about the moment at which it happened. Blocks
 * change nothing of a count, which would tell of them.
 */
@Repository
class SuggestionReachRepository {

    private static final Statement REACH = new Statement("suggestions.reach", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            WITH key, viewer, {%1$s} AS enabled
            CALL (key, viewer, enabled) {
              MATCH (viewer)<-[saw:SAW]-()
              WHERE saw.at >= key.since
              WITH [%2$s] AS signals
              WITH [signal IN signals WHERE signal IS NOT NULL] AS signals
              RETURN count(CASE WHEN signals <> [] THEN 1 END) AS people, {%3$s} AS bySignal
            }
            RETURN key.index AS index, enabled, people, bySignal
            """.formatted(
                    each(source -> source + ": " + source.isAllowedBy("viewer")),
                    each(source -> """
                            CASE WHEN enabled.%1$s AND CASE WHEN saw.%2$s < $until THEN saw.%2$s ELSE saw.%3$s END >= key.since
                              THEN '%1$s' END""".formatted(source, source.at(), source.before())),
                    each(source -> "%1$s: count(CASE WHEN '%1$s' IN signals THEN 1 END)".formatted(source))));

    private final Graph graph;
    private final FeedbackProperties properties;
    private final InstantSource clock;

    SuggestionReachRepository(Graph graph, FeedbackProperties properties, InstantSource clock) {
        this.graph = graph;
        this.properties = properties;
        this.clock = clock;
    }

    private static String each(Function<SuggestionSource, String> part) {
        return Arrays.stream(SuggestionSource.values()).map(part).collect(Collectors.joining(", "));
    }

    /** One answer for each key; touches everybody who was shown the viewer since impressions are kept. */
    Map<SuggestionReachKey, SuggestionReach> reach(Set<SuggestionReachKey> keys) {
        Instant until = TimeBucket.begin(clock.instant(), properties.reachStep());
        return graph.readByKey(
                REACH,
                keys,
                key -> Map.of(
                        "viewer",
                        key.viewer(),
                        "since",
                        until.minus(key.window().length()).atZone(ZoneOffset.UTC)),
                Map.of("until", until.atZone(ZoneOffset.UTC)),
                (key, row) -> reach(key, until, row));
    }

    private static SuggestionReach reach(SuggestionReachKey key, Instant until, Record row) {
        return new SuggestionReach(
                key.window(),
                until.minus(key.window().length()),
                until,
                SuggestionReach.rounded(row.get("people").asInt()),
                Arrays.stream(SuggestionSource.values())
                        .map(source -> signal(source, row))
                        .toList());
    }

    private static SuggestionReach.Signal signal(SuggestionSource source, Record row) {
        boolean enabled = row.get("enabled").get(source.name()).asBoolean();
        int people = row.get("bySignal").get(source.name()).asInt();
        return new SuggestionReach.Signal(source, enabled, enabled ? SuggestionReach.rounded(people) : null);
    }
}
