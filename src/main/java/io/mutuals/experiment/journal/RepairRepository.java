package io.mutuals.experiment.journal;

import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalEntry.Happened;
import io.mutuals.experiment.journal.JournalEntry.Talked;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Finds what came of suggestions that were shown, by what the graph still tells. What was taken back since leaves no trace, and a friendship
 * does not tell who had asked: of a request that was accepted before it was found neither the one nor the other is restored.
 */
@Repository
public class RepairRepository {

    /** Goes on in the order of the keys; touches {@code $limit} impressions, the outcomes among them, and what lies between the two people of each. */
    public static final Statement TRACES = new Statement("experiments.traces", """
            MATCH (seen:Outcome)
            USING INDEX seen:Outcome(key)
            WHERE seen.key > $after AND seen.key < $end AND seen.kind = 'IMPRESSIONS' AND seen.at > $since
            WITH seen
            ORDER BY seen.key
            LIMIT $limit
            MATCH (viewer:User {id: seen.viewer})
            MATCH (candidate:User {id: seen.candidate})
            OPTIONAL MATCH (viewer)-[sent:REQUESTED]->(candidate)
            OPTIONAL MATCH (viewer)-[friendship:FRIENDS_WITH]-(candidate)
            OPTIONAL MATCH (viewer)-[dismissal:DISMISSED]->(candidate)
            OPTIONAL MATCH (viewer)-[block:BLOCKED]-(candidate)
            WITH seen, viewer, candidate, sent, friendship, dismissal, min(block.at) AS blockedAt
            RETURN seen.key AS key, viewer.id AS viewer, candidate.id AS candidate, sent.at AS sentAt,
              friendship.since AS acceptedAt, dismissal.at AS dismissedAt, blockedAt,
              COLLECT {
                MATCH (viewer)-[:PARTICIPATES_IN]->(conversation:Conversation)<-[:PARTICIPATES_IN]-(candidate)
                WHERE conversation.kind = 'DIRECT'
                RETURN conversation.id
              } AS conversations
            ORDER BY key
            """);

    private final Graph graph;

    RepairRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * What can be seen to have come of the next suggestions of an experiment.
     *
     * @param after the key of the last one looked at; empty for the beginning
     * @param since from when on suggestions are looked at
     */
    Traces traces(long experiment, String after, Instant since, int limit, Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        String last = after;
        int looked = 0;
        // A semicolon comes after a colon, so no key of the experiment comes after the end.
        Map<String, Object> parameters = Map.of(
                "after",
                after.isEmpty() ? experiment + ":" : after,
                "end",
                experiment + ";",
                "since",
                since.atZone(ZoneOffset.UTC),
                "limit",
                limit);
        for (Record row : graph.read(TRACES, parameters)) {
            looked++;
            last = row.get("key").asString();
            add(entries, OutcomeKind.REQUESTS_SENT, row, "sentAt");
            add(entries, OutcomeKind.REQUESTS_ACCEPTED, row, "acceptedAt");
            add(entries, OutcomeKind.DISMISSALS, row, "dismissedAt");
            add(entries, OutcomeKind.BLOCKS, row, "blockedAt");
            row.get("conversations")
                    .asList(Value::asLong)
                    .forEach(conversation -> entries.add(new Talked(conversation, now)));
        }
        return new Traces(entries, last, looked);
    }

    private static void add(List<JournalEntry> entries, OutcomeKind kind, Record row, String at) {
        if (!row.get(at).isNull()) {
            entries.add(new Happened(
                    kind, row.get("viewer").asLong(), row.get("candidate").asLong(), Times.instant(row.get(at))));
        }
    }

    /**
     * What was found.
     *
     * @param last where to go on
     * @param looked how many suggestions were looked at
     */
    record Traces(List<JournalEntry> entries, String last, int looked) {}
}
