package io.mutuals.experiment.journal;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalEntry.MessageEntry;
import io.mutuals.experiment.journal.JournalEntry.OutcomeEntry;
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
 * Finds the outcomes of impressions that the graph still shows. Withdrawn actions leave no trace, and a friendship does
 * not record which side requested it, so a request that was accepted before the repair restores neither the request nor
 * its acceptance.
 */
@Repository
public class RepairRepository {

    /**
     * Reads on in key order. Touches {@code $limit} impressions, the outcomes between them in the index, and the
     * relationships between the two users of each.
     */
    public static final Statement TRACES = new Statement("experiments.traces", """
            MATCH (seen:Outcome)
            USING INDEX SEEK seen:Outcome(key)
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
     * Returns the traces of the next impressions of an experiment, in key order.
     *
     * @param after key of the last impression read; empty to start from the beginning
     * @param since time of the earliest impressions to read
     */
    Traces traces(long experiment, String after, Instant since, int limit, Instant now) {
        List<JournalEntry> entries = new ArrayList<>();
        String last = after;
        int scanned = 0;
        // ';' sorts after ':', so all keys of the experiment are below the end.
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
            scanned++;
            last = row.get("key").asString();
            add(entries, OutcomeKind.REQUESTS_SENT, row, "sentAt");
            add(entries, OutcomeKind.REQUESTS_ACCEPTED, row, "acceptedAt");
            add(entries, OutcomeKind.DISMISSALS, row, "dismissedAt");
            add(entries, OutcomeKind.BLOCKS, row, "blockedAt");
            row.get("conversations")
                    .asList(Value::asLong)
                    .forEach(conversation -> entries.add(new MessageEntry(new ConversationId(conversation), now)));
        }
        return new Traces(entries, last, scanned);
    }

    private static void add(List<JournalEntry> entries, OutcomeKind kind, Record row, String at) {
        if (!row.get(at).isNull()) {
            entries.add(new OutcomeEntry(
                    kind,
                    new UserId(row.get("viewer").asLong()),
                    new UserId(row.get("candidate").asLong()),
                    Times.instant(row.get(at))));
        }
    }

    /**
     * A batch of recovered entries.
     *
     * @param last key to continue after
     * @param scanned number of impressions read
     */
    record Traces(List<JournalEntry> entries, String last, int scanned) {}
}
