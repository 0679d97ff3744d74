package io.mutuals.suggestion.feedback;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Counts the users that a user was suggested to, from their impressions.
 *
 * <p>Impressions by a source that is switched off now are not counted. Neither are those of the current
 * {@link TimeBucket}: a count changes once per bucket, by everything that happened in it, so reading more often reveals
 * nothing about the moment of a single impression. Blocks do not change a count, which would reveal them.
 */
@Repository
class SuggestionReachRepository {

    private static final Statement REACH = new Statement(
            "suggestions.reach",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            WITH key, viewer, {{enabled}} AS enabled
            CALL (key, viewer, enabled) {
              MATCH (viewer)<-[saw:SAW]-()
              WHERE saw.at >= key.since
              WITH [{signals}] AS signals
              WITH [signal IN signals WHERE signal IS NOT NULL] AS signals
              RETURN count(CASE WHEN signals <> [] THEN 1 END) AS people, {{bySignal}} AS bySignal
            }
            RETURN key.index AS index, enabled, people, bySignal
            """)
                    .with("enabled", SuggestionSource.joined(source -> source + ": " + source.isAllowedBy("viewer")))
                    .with(
                            "signals",
                            SuggestionSource.joined(source -> Cypher.of("""
                            CASE WHEN enabled.{source} AND CASE WHEN saw.{at} < $until THEN saw.{at}
                              ELSE saw.{before} END >= key.since
                              THEN '{source}' END""")
                                    .with("source", source)
                                    .with("at", source.lastSeenProperty())
                                    .with("before", source.seenBeforeProperty())
                                    .text()))
                    .with(
                            "bySignal",
                            SuggestionSource.joined(
                                    source -> source + ": count(CASE WHEN '" + source + "' IN signals THEN 1 END)")));

    private final Graph graph;
    private final FeedbackProperties properties;
    private final InstantSource clock;

    SuggestionReachRepository(Graph graph, FeedbackProperties properties, InstantSource clock) {
        this.graph = graph;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Returns the reach for each key; touches every user who was shown the viewer for as long as impressions are kept.
     */
    Map<SuggestionReachKey, SuggestionReach> reach(Set<SuggestionReachKey> keys) {
        Instant until = TimeBucket.start(clock.instant(), properties.reachStep());
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
