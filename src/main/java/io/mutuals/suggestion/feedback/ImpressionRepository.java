package io.mutuals.suggestion.feedback;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Stores impressions as {@code (:User)-[:SAW {times, at, snapshot, …}]->(:User)}, one relationship for each pair:
 * {@code times} is the number of snapshots that showed the candidate to the viewer, {@code snapshot} the last of them.
 * For each source, {@code …At} is the time at which it last showed the candidate, and {@code …Before} the last such
 * time in an earlier {@link TimeBucket}.
 */
@Repository
public class ImpressionRepository {

    /**
     * Locks the viewer and all candidates, smaller id first: the viewer, so that of several concurrent calls each sees
     * the outcome of the one before it; the candidates, because users may be shown to each other at the same moment.
     * The count keeps Cypher from reading the rest before the locks are taken. Impressions that are due to be forgotten
     * do not count, even if they are still stored. Touches the viewer and each candidate.
     */
    private static final Statement RECORD = new Statement(
            "suggestions.recordImpressions",
            Cypher.of("""
            UNWIND [row IN $candidates | row.id] + [$viewer] AS id
            WITH DISTINCT id
            ORDER BY id
            MATCH (user:User {id: id})
            SET user.locked = true
            WITH count(*) AS locked
            MATCH (viewer:User {id: $viewer})
            WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden
            UNWIND $candidates AS row
            MATCH (candidate:User {id: row.id})
            WHERE candidate <> viewer AND {maySee}
            OPTIONAL MATCH (viewer)-[saw:SAW]->(candidate)
            WITH viewer, candidate, saw, [shown IN row.shown WHERE saw IS NULL OR shown.snapshot > saw.snapshot] AS news
            WHERE news <> []
            WITH viewer, candidate, saw, size(news) AS counted, news[-1].snapshot AS snapshot,
              [signal IN [{signals}] WHERE any(shown IN news WHERE signal IN shown.sources)] AS signals
            FOREACH (none IN CASE WHEN saw IS NULL THEN [1] ELSE [] END |
              CREATE (viewer)-[:SAW {times: counted, at: $at, snapshot: snapshot, {firstSeen}}]->(candidate))
            FOREACH (known IN CASE WHEN saw IS NULL THEN [] ELSE [saw] END |
              SET known.times = counted + CASE WHEN known.at < $forgotten THEN 0 ELSE known.times END, known.at = $at,
                known.snapshot = snapshot, {seenAgain})
            RETURN candidate.id AS candidate, counted, coalesce(saw.times, counted) AS times
            """)
                    .with("maySee", Visibility.maySee("candidate"))
                    .with(
                            "signals",
                            SuggestionSource.joined(source ->
                                    "CASE WHEN " + source.isAllowedBy("candidate") + " THEN '" + source + "' END"))
                    .with(
                            "firstSeen",
                            SuggestionSource.joined(source ->
                                    source.lastSeenProperty() + ": CASE WHEN '" + source + "' IN signals THEN $at END"))
                    .with(
                            "seenAgain",
                            SuggestionSource.joined(source -> Cypher.of("""
                            known.{before} = CASE WHEN '{source}' IN signals AND known.{at} < $step THEN known.{at}
                              ELSE known.{before} END,
                            known.{at} = CASE WHEN '{source}' IN signals THEN $at ELSE known.{at} END""")
                                    .with("at", source.lastSeenProperty())
                                    .with("before", source.seenBeforeProperty())
                                    .with("source", source)
                                    .text())));

    /**
     * Locks both users of each pair in the order of {@link #RECORD}, and only then checks whether the pair is still to
     * be forgotten. Reads {@code $most} entries of an index.
     */
    private static final Statement FORGET = new Statement("suggestions.forgetImpressions", """
            MATCH (viewer)-[old:SAW]->(seen)
            WHERE old.at < $forgotten
            WITH viewer, seen
            LIMIT $most
            WITH collect([viewer, seen]) AS pairs
            CALL (pairs) {
              UNWIND pairs AS pair
              UNWIND pair AS user
              WITH DISTINCT user
              ORDER BY user.id
              SET user.locked = true
              RETURN count(*) AS locked
            }
            CALL (pairs) {
              UNWIND pairs AS pair
              WITH pair[0] AS viewer, pair[1] AS seen
              MATCH (viewer)-[saw:SAW]->(seen)
              WHERE saw.at < $forgotten
              DELETE saw
            }
            RETURN size(pairs) AS found
            """);

    private final Graph graph;
    private final FeedbackProperties properties;
    private final InstantSource clock;

    ImpressionRepository(Graph graph, FeedbackProperties properties, InstantSource clock) {
        this.graph = graph;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Records impressions of one viewer; one statement. For each candidate the snapshots count that are newer than the
     * last counted one, and of their sources those that the candidate's settings allow now. Candidates who are hidden
     * from the viewer or do not exist are skipped.
     *
     * @return the candidates with a snapshot that counted
     */
    public List<ImpressionCount> record(long viewer, List<Impression> impressions) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Long, TreeMap<Long, Set<SuggestionSource>>> shown = new TreeMap<>();
        for (Impression impression : impressions) {
            shown.computeIfAbsent(impression.candidate().value(), candidate -> new TreeMap<>())
                    .computeIfAbsent(impression.snapshot(), snapshot -> EnumSet.noneOf(SuggestionSource.class))
                    .addAll(impression.sources());
        }
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("viewer", viewer);
        parameters.put("at", Times.parameter(now));
        parameters.put("step", Times.parameter(TimeBucket.start(now, properties.reachStep())));
        parameters.put("forgotten", forgotten(now));
        parameters.put(
                "candidates",
                shown.entrySet().stream()
                        .map(candidate -> Map.of("id", candidate.getKey(), "shown", rows(candidate.getValue())))
                        .toList());
        return graph.write("suggestions.recordImpressions", transaction -> transaction.run(RECORD, parameters)).stream()
                .map(row -> new ImpressionCount(
                        row.get("candidate").asLong(),
                        row.get("times").asInt(),
                        row.get("counted").asInt()))
                .toList();
    }

    /**
     * Deletes impressions that are older than they are kept, in no particular order; one statement.
     *
     * @param most the most pairs to delete, whose users are locked meanwhile
     * @return the number of pairs found; fewer than {@code most} means that none are left
     */
    int forget(int most) {
        Map<String, Object> parameters = Map.of("forgotten", forgotten(clock.instant()), "most", most);
        return graph.write("suggestions.forgetImpressions", transaction -> transaction.run(FORGET, parameters))
                .getFirst()
                .get("found")
                .asInt();
    }

    /** The time before which impressions are forgotten. */
    private ZonedDateTime forgotten(Instant now) {
        return now.minus(properties.impressionsKept()).atZone(ZoneOffset.UTC);
    }

    private static List<Map<String, Object>> rows(Map<Long, Set<SuggestionSource>> snapshots) {
        return snapshots.entrySet().stream()
                .map(shown -> Map.of(
                        "snapshot",
                        (Object) shown.getKey(),
                        "sources",
                        shown.getValue().stream().map(SuggestionSource::name).toList()))
                .toList();
    }

    /**
     * The impressions of one candidate.
     *
     * @param times the number of snapshots that showed the candidate, this call included
     * @param counted the number of those that this call added
     */
    record ImpressionCount(long candidate, int times, int counted) {}
}
