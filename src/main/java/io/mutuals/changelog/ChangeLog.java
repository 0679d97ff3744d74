package io.mutuals.changelog;

import io.mutuals.neo4j.CommittedRuns;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * The log of changes in Neo4j. {@code docs/design/fence.md} explains what it guarantees and why.
 *
 * <p>The nodes {@code (:Shard {id, last})} count changes; each change is a node {@code (:Change {shard, number, about,
 * at, run})}. A position in the log is the last number of each shard. Thread-safe; blocks the calling (virtual) thread.
 */
@Component
public class ChangeLog implements ChangeReader, CommittedRuns {

    /** Enough that concurrent transactions seldom wait for each other. */
    static final int SHARDS = 16;

    /** How many changes of a shard may have followed one whose answer was lost. */
    private static final int RECENT = 2_000;

    /** A replica with more unread changes than this in a shard reads none of them. */
    static final int MAX_UNREAD = 10_000;

    /** How long to wait for the transactions whose numbers have been seen; they are about to end. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Setting a property takes the lock of the node, and writes nothing if it has that value. The aggregation keeps the
     * number from being read before the lock is taken. A shard begins with a number that no shard before it can have
     * reached, so that deleting all shards leaves a gap.
     */
    private static final String NEXT_NUMBER = """
            MERGE (shard:Shard {id: $shard})
            SET shard.locked = true
            WITH %scount(*) AS locked
            MATCH (shard:Shard {id: $shard})
            SET shard.last = coalesce(shard.last, timestamp() * 1000) + 1
            """;

    private static final String CHANGE = """
            CREATE (:Change {shard: shard.id, number: shard.last, about: $about, at: $now, run: $run})
            """;

    private static final Statement APPEND = new Statement("changes.append", NEXT_NUMBER.formatted("") + CHANGE);

    private static final Statement LEAVE_GAP = new Statement("changes.leaveGap", NEXT_NUMBER.formatted(""));

    private static final Statement POSITION = new Statement("changes.position", """
            MATCH (shard:Shard)
            WHERE shard.last IS NOT NULL
            RETURN collect([shard.id, shard.last]) AS shards
            """);

    private static final Statement SINCE = new Statement("changes.since", """
            UNWIND $shards AS known
            MATCH (shard:Shard {id: known.id})
            SET shard.locked = true
            WITH count(*) AS locked
            UNWIND $shards AS known
            MATCH (shard:Shard {id: known.id})
            CALL (shard, known) {
              MATCH (change:Change {shard: shard.id})
              WHERE change.number > known.last
              RETURN collect(change.about) AS changes
            }
            RETURN shard.id AS shard, shard.last AS last, changes
            """);

    private static final Statement COMMITTED = new Statement("changes.committed", """
            MATCH (shard:Shard)
            WITH shard
            ORDER BY shard.id
            SET shard.locked = true
            WITH collect(shard) AS locked
            UNWIND locked AS shard
            MATCH (change:Change {shard: shard.id})
            WHERE change.number > shard.last - $recent AND change.run = $run
            RETURN count(*) > 0 AS isCommitted
            """);

    private static final Statement FORGET = new Statement("changes.forget", """
            MATCH (change:Change {shard: $shard})
            WHERE change.number > 0
            WITH change
            ORDER BY change.number
            LIMIT $limit
            WITH change
            WHERE change.at < $now - duration({milliseconds: $kept})
            DELETE change
            RETURN count(*) AS forgotten
            """);

    private final Graph graph;

    ChangeLog(Graph graph) {
        this.graph = graph;
    }

    /**
     * Records that a transaction changes facts. Must be the last statement of the transaction: it takes a lock that
     * readers of the log wait for.
     *
     * @param facts the changed facts; without any, nothing is recorded
     */
    public void append(Graph.Transaction transaction, Collection<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        transaction.run(APPEND, parameters(facts));
    }

    /**
     * Returns the end of a statement that does the same as {@link #append}, and saves a round trip. The statement must
     * be the last of its transaction. It has one row before this text, and one after it.
     *
     * @param kept a Cypher variable that stays in scope; others do not
     */
    public static String appending(String kept) {
        return NEXT_NUMBER.formatted(kept + ", ") + CHANGE;
    }

    /**
     * Returns the parameters of {@link #appending}.
     *
     * @param facts the changed facts, at least one; the first decides which other transactions this one may wait for
     */
    public static Map<String, Object> parameters(Collection<Fact> facts) {
        List<String> about = facts.stream().distinct().map(Fact::text).toList();
        return Map.of("shard", shard(facts.iterator().next()), "about", about);
    }

    /**
     * Returns a statement that records a change without saying of what, so that every replica drops all that it holds.
     * Must be the last of its transaction.
     */
    public static Graph.Call changeOfEverything() {
        return new Graph.Call(LEAVE_GAP, Map.of("shard", 0));
    }

    @Override
    public boolean contains(long run) {
        return graph.readFromLeader(COMMITTED, Map.of("run", run, "recent", RECENT))
                .getFirst()
                .get("isCommitted")
                .asBoolean();
    }

    @Override
    public Map<Long, Long> position() {
        Map<Long, Long> position = new TreeMap<>();
        for (List<Object> shard : graph.readFromLeader(POSITION, Map.of())
                .getFirst()
                .get("shards")
                .asList(shard -> shard.asList())) {
            position.put((Long) shard.getFirst(), (Long) shard.getLast());
        }
        return position;
    }

    @Override
    public Changes between(Map<Long, Long> before, Map<Long, Long> now) {
        List<Map<String, @Nullable Object>> unread = new ArrayList<>();
        now.forEach((shard, last) -> {
            Long known = before.get(shard);
            if (!last.equals(known)) {
                Map<String, @Nullable Object> row = new HashMap<>();
                row.put("id", shard);
                row.put("last", known == null || last < known || last - known > MAX_UNREAD ? null : known);
                unread.add(row);
            }
        });
        boolean complete = now.keySet().containsAll(before.keySet());
        Map<Long, Long> position = new TreeMap<>(now);
        Set<Fact> facts = new HashSet<>();
        for (Record row : graph.write(
                SINCE.name(), LOCK_TIMEOUT, transaction -> transaction.run(SINCE, Map.of("shards", unread)))) {
            long shard = row.get("shard").asLong();
            long last = row.get("last").asLong();
            List<List<String>> changes = row.get("changes").asList(about -> about.asList(fact -> fact.asString()));
            changes.forEach(about -> about.forEach(fact -> facts.add(Fact.of(fact))));
            Long known = before.get(shard);
            complete &= known != null && changes.size() == last - known;
            position.put(shard, last);
        }
        return new Changes(position, facts, complete);
    }

    /**
     * Deletes changes that are older than {@code kept}, at most {@code limit} of each shard.
     *
     * @return the largest number deleted from a shard
     */
    int forget(Duration kept, int limit) {
        int most = 0;
        for (int shard = 0; shard < SHARDS; shard++) {
            Map<String, Object> parameters = Map.of("shard", shard, "limit", limit, "kept", kept.toMillis());
            int forgotten = graph.write(FORGET.name(), transaction -> transaction.run(FORGET, parameters))
                    .getFirst()
                    .get("forgotten")
                    .asInt();
            most = Math.max(most, forgotten);
        }
        return most;
    }

    private static int shard(Fact fact) {
        return Math.floorMod(Long.hashCode(fact.id() * 0x9E3779B97F4A7C15L), SHARDS);
    }
}
