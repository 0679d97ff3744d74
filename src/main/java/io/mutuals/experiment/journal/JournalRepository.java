package io.mutuals.experiment.journal;

import io.mutuals.api.UserId;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalEntry.DrawEntry;
import io.mutuals.experiment.journal.JournalEntry.ExposureEntry;
import io.mutuals.experiment.journal.JournalEntry.ImpressionEntry;
import io.mutuals.experiment.journal.JournalEntry.MessageEntry;
import io.mutuals.experiment.journal.JournalEntry.OutcomeEntry;
import io.mutuals.experiment.journal.JournalEntry.VideoEntry;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Stores the journal of experiments. Nodes are only added, each under a key that a constraint keeps unique:
 *
 * <table>
 *   <caption>Nodes</caption>
 *   <tr><th>node</th><th>key</th></tr>
 *   <tr><td>{@code (:Exposure {experiment, variant, unit, viewer, day, at, friends, recent})}, with the number of
 *     friends that the viewer had, and of those gained in the four weeks before</td>
 *     <td>{@code experiment:variant:viewer:day}</td></tr>
 *   <tr><td>{@code (:Outcome {experiment, variant, viewer, candidate, kind, at, snapshot, place, team, base,
 *     propensity, among})}</td>
 *     <td>{@code experiment:viewer:candidate:kind}, for impressions {@code …:snapshot}</td></tr>
 *   <tr><td>{@code (:Exploration {experiment, variant, viewer, snapshot, at, base, propensity, candidates})}</td>
 *     <td>{@code experiment:snapshot}</td></tr>
 * </table>
 */
@Repository
public class JournalRepository {

    static final Statement PING = new Statement("experiments.ping", "RETURN 1");

    public static final Statement EXPOSE = new Statement("experiments.expose", """
            UNWIND $rows AS row
            MATCH (viewer:User {id: row.viewer})
            WITH row,
              COUNT {
                MATCH (viewer)-[friendship:FRIENDS_WITH]-()
                WHERE friendship.since <= row.values.at
              } AS friends,
              COUNT {
                MATCH (viewer)-[friendship:FRIENDS_WITH]-()
                WHERE friendship.since <= row.values.at AND friendship.since > row.values.at - duration({days: 28})
              } AS recent
            MERGE (exposure:Exposure {key: row.key})
            ON CREATE SET exposure += row.values, exposure.friends = friends, exposure.recent = recent
            """);

    public static final Statement DRAW = new Statement("experiments.draw", """
            UNWIND $rows AS row
            MERGE (exploration:Exploration {key: row.key})
            ON CREATE SET exploration += row.values
            """);

    public static final Statement SEE = new Statement("experiments.see", """
            UNWIND $rows AS row
            MERGE (seen:Outcome {key: row.key})
            ON CREATE SET seen += row.values
            """);

    /**
     * Attributes outcomes to the last impression before them within the window, once per layer: a user who has been in
     * two experiments of one layer, one after the other, counts for one of them.
     */
    public static final Statement ATTRIBUTE = new Statement("experiments.attribute", """
            UNWIND $rows AS row
            MATCH (seen:Outcome {viewer: row.viewer, candidate: row.candidate})
            WHERE seen.kind = 'IMPRESSIONS' AND seen.experiment IN $experiments
              AND seen.at <= row.at AND seen.at > row.at - $window
            WITH row, seen
            ORDER BY seen.at, seen.snapshot
            WITH row, $layers[toString(seen.experiment)] AS layer, last(collect(seen)) AS seen
            WITH row, seen
            ORDER BY row.at
            MERGE (outcome:Outcome {key: seen.experiment + ':' + row.viewer + ':' + row.candidate + ':' + row.kind})
            ON CREATE SET
              outcome += seen {.experiment, .variant, .viewer, .candidate, .snapshot, .place, .team, .base,
                .propensity, .among},
              outcome.kind = row.kind,
              outcome.at = row.at
            """);

    /**
     * Attributes accepted requests to the experiment and variant that their requests counted for, if the suggestion was
     * shown within the window.
     */
    public static final Statement ACCEPT = new Statement("experiments.accept", """
            UNWIND $rows AS row
            UNWIND $experiments AS experiment
            WITH row, experiment + ':' + row.viewer + ':' + row.candidate + ':' AS key
            MATCH (sent:Outcome {key: key + 'REQUESTS_SENT'})
            MATCH (seen:Outcome {key: key + 'IMPRESSIONS:' + sent.snapshot})
            WHERE sent.at <= row.at AND seen.at > row.at - $window
            WITH row, key, sent
            ORDER BY row.at
            MERGE (outcome:Outcome {key: key + row.kind})
            ON CREATE SET
              outcome += sent {.experiment, .variant, .viewer, .candidate, .snapshot, .place, .team, .base,
                .propensity, .among},
              outcome.kind = row.kind,
              outcome.at = row.at
            """);

    /**
     * Finds the outcomes of conversations between two users, one of them suggested to the other: the time of the first
     * message, and the times of replies by the other user within a day of a shared video. Pairs that already have both
     * outcomes are skipped. Touches the messages about videos of each conversation.
     *
     * <p>A message that shares a video stores whether it awaits a reply or has had one; imported messages do not, so
     * their replies are looked up.
     */
    public static final Statement TALK = new Statement("experiments.talk", """
            UNWIND $conversations AS id
            MATCH (conversation:Conversation {id: id})
            WHERE conversation.kind = 'DIRECT'
            MATCH (viewer:User)-[:PARTICIPATES_IN]->(conversation)<-[:PARTICIPATES_IN]-(candidate:User)
            WHERE EXISTS {
              MATCH (seen:Outcome {viewer: viewer.id, candidate: candidate.id})
              WHERE seen.kind = 'IMPRESSIONS' AND seen.experiment IN $experiments AND seen.at > $since
                AND NOT EXISTS {
                  MATCH (:Outcome {key: seen.experiment + ':' + viewer.id + ':' + candidate.id + ':SHARE_REPLIES'})
                }
            }
            OPTIONAL MATCH (first:Message {conversationId: id, seq: 1})
            RETURN viewer.id AS viewer, candidate.id AS candidate, first.sentAt AS first,
              COLLECT {
                MATCH (share:Message)
                USING INDEX SEEK share:Message(conversationId, aboutVideoId)
                WHERE share.conversationId = id AND share.aboutVideoId IS NOT NULL
                  AND share.sentAt > $since - duration({hours: 24})
                  AND EXISTS { (share)-[:SHARES]->(:Video) }
                WITH coalesce(share.repliedAt, CASE WHEN share.awaitsReplyUntil IS NULL THEN head(COLLECT {
                  MATCH (reply:Message {conversationId: id})
                  WHERE reply.seq > share.seq AND reply.senderId <> share.senderId
                    AND reply.sentAt < share.sentAt + duration({hours: 24})
                  RETURN reply.sentAt
                  ORDER BY reply.seq
                  LIMIT 1
                }) END) AS at
                WHERE at > $since
                RETURN DISTINCT at
              } AS replies
            """);

    private final Graph graph;
    private final VideoOutcomeRepository videos;

    JournalRepository(Graph graph, VideoOutcomeRepository videos) {
        this.graph = graph;
        this.videos = videos;
    }

    /** Throws if Neo4j is unavailable. */
    void ping() {
        graph.read(PING, Map.of());
    }

    /** Writes the entries; those already stored stay as they are. */
    void write(List<JournalEntry> entries, List<Experiment> counting, Duration window) {
        if (entries.stream()
                .anyMatch(entry -> entry instanceof ExposureEntry
                        || entry instanceof DrawEntry
                        || entry instanceof ImpressionEntry)) {
            graph.write("experiments.journal", transaction -> {
                add(transaction, EXPOSE, entries, ExposureEntry.class, JournalRepository::row);
                add(transaction, DRAW, entries, DrawEntry.class, JournalRepository::row);
                add(transaction, SEE, entries, ImpressionEntry.class, JournalRepository::row);
                return true;
            });
        }
        if (counting.isEmpty()) {
            return;
        }
        List<OutcomeEntry> outcomes = new ArrayList<>(of(entries, OutcomeEntry.class));
        outcomes.addAll(conversationOutcomes(of(entries, MessageEntry.class), counting, window));
        outcomes.addAll(videos.outcomes(of(entries, VideoEntry.class), counting, window));
        if (!outcomes.isEmpty()) {
            graph.write("experiments.attributeOutcomes", transaction -> {
                // A request counts before its acceptance does.
                attribute(transaction, ATTRIBUTE, outcomes, counting, window, false);
                attribute(transaction, ACCEPT, outcomes, counting, window, true);
                return true;
            });
        }
    }

    private static <E extends JournalEntry> void add(
            Graph.Transaction transaction,
            Statement statement,
            List<JournalEntry> entries,
            Class<E> kind,
            Function<E, Map<String, Object>> row) {
        List<Map<String, Object>> rows = of(entries, kind).stream().map(row).toList();
        if (!rows.isEmpty()) {
            transaction.run(statement, Map.of("rows", rows));
        }
    }

    private static <E extends JournalEntry> List<E> of(List<JournalEntry> entries, Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<OutcomeEntry> conversationOutcomes(
            List<MessageEntry> messages, List<Experiment> counting, Duration window) {
        if (messages.isEmpty()) {
            return List.of();
        }
        Instant first = messages.stream()
                .map(MessageEntry::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Map<String, Object> parameters = Map.of(
                "conversations",
                messages.stream()
                        .map(message -> message.conversation().value())
                        .distinct()
                        .toList(),
                "experiments",
                numbers(counting),
                "since",
                first.minus(window).atZone(ZoneOffset.UTC));
        List<OutcomeEntry> outcomes = new ArrayList<>();
        for (Record row : graph.read(TALK, parameters)) {
            UserId viewer = new UserId(row.get("viewer").asLong());
            UserId candidate = new UserId(row.get("candidate").asLong());
            if (!row.get("first").isNull()) {
                outcomes.add(new OutcomeEntry(
                        OutcomeKind.FIRST_MESSAGES, viewer, candidate, Times.instant(row.get("first"))));
            }
            row.get("replies")
                    .asList(Times::instant)
                    .forEach(at -> outcomes.add(new OutcomeEntry(OutcomeKind.SHARE_REPLIES, viewer, candidate, at)));
        }
        return outcomes;
    }

    private static void attribute(
            Graph.Transaction transaction,
            Statement statement,
            List<OutcomeEntry> outcomes,
            List<Experiment> counting,
            Duration window,
            boolean accepted) {
        List<Map<String, Object>> rows = outcomes.stream()
                .filter(outcome -> accepted == (outcome.kind() == OutcomeKind.REQUESTS_ACCEPTED))
                .map(outcome -> Map.<String, Object>of(
                        "kind",
                        outcome.kind().name(),
                        "viewer",
                        outcome.viewer().value(),
                        "candidate",
                        outcome.candidate().value(),
                        "at",
                        outcome.at().atZone(ZoneOffset.UTC)))
                .toList();
        if (!rows.isEmpty()) {
            Map<String, String> layers = counting.stream()
                    .collect(Collectors.toMap(experiment -> experiment.number().toString(), Experiment::layer));
            transaction.run(
                    statement,
                    Map.of("rows", rows, "experiments", numbers(counting), "layers", layers, "window", window));
        }
    }

    private static List<Long> numbers(List<Experiment> experiments) {
        return experiments.stream().map(Experiment::number).toList();
    }

    private static Map<String, Object> row(ExposureEntry exposure) {
        String day = exposure.at().atZone(ZoneOffset.UTC).toLocalDate().toString();
        return Map.of(
                "key",
                key(exposure.experiment(), exposure.variant(), exposure.viewer().value(), day),
                "viewer",
                exposure.viewer().value(),
                "values",
                Map.of(
                        "experiment", exposure.experiment(),
                        "variant", exposure.variant(),
                        "unit", exposure.unit(),
                        "viewer", exposure.viewer().value(),
                        "day", day,
                        "at", exposure.at().atZone(ZoneOffset.UTC)));
    }

    private static Map<String, Object> row(DrawEntry draw) {
        return Map.of(
                "key",
                key(draw.experiment(), draw.explored().snapshot()),
                "values",
                Map.of(
                        "experiment", draw.experiment(),
                        "variant", draw.variant(),
                        "viewer", draw.viewer().value(),
                        "snapshot", draw.explored().snapshot(),
                        "at", draw.at().atZone(ZoneOffset.UTC),
                        "base", draw.explored().first().base(),
                        "propensity", draw.explored().first().propensity(),
                        "candidates", draw.explored().candidates()));
    }

    private static Map<String, Object> row(ImpressionEntry entry) {
        Impression impression = entry.impression();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("experiment", impression.experiment());
        values.put("variant", impression.variant());
        values.put("viewer", impression.viewer().value());
        values.put("candidate", impression.candidate().value());
        values.put("kind", OutcomeKind.IMPRESSIONS.name());
        values.put("at", entry.at().atZone(ZoneOffset.UTC));
        values.put("snapshot", impression.snapshot());
        values.put("place", impression.place());
        switch (impression.origin()) {
            case PlacementOrigin.None none -> {}
            case PlacementOrigin.Drafted drafted ->
                values.put("team", drafted.team().name());
            case PlacementOrigin.Led led -> {
                values.put("base", led.base());
                values.put("propensity", led.propensity());
                values.put("among", led.among());
            }
        }
        return Map.of(
                "key",
                key(
                        impression.experiment(),
                        impression.viewer().value(),
                        impression.candidate().value(),
                        OutcomeKind.IMPRESSIONS,
                        impression.snapshot()),
                "values",
                values);
    }

    private static String key(Object... parts) {
        StringBuilder key = new StringBuilder();
        for (Object part : parts) {
            key.append(key.isEmpty() ? "" : ":").append(part);
        }
        return key.toString();
    }
}
