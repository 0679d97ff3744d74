package io.mutuals.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/** What the log promises to those who read it. */
@MutualsTest
class ChangeLogTest {

    private static final Statement LARGE_WRITE = new Statement("test.largeWrite", """
            CREATE (owner:TestOwner {id: $id})
            WITH owner
            UNWIND range(1, $facts) AS number
            CREATE (owner)-[:TEST_FACT]->(:TestFact {number: number})
            """);

    private static final Statement COUNT = new Statement("test.count", """
            MATCH (owner:TestOwner {id: $id})
            RETURN COUNT { MATCH (owner)-[:TEST_FACT]->(fact:TestFact) WHERE fact.number > 0 } AS facts
            """);

    private final ChangeLog log;
    private final Graph graph;
    private final Driver driver;
    private final Imports imports;
    private final TestClock clock;
    private final World world;

    @TempDir
    Path folder;

    ChangeLogTest(ChangeLog log, Graph graph, Driver driver, Imports imports, TestClock clock, World world) {
        this.log = log;
        this.graph = graph;
        this.driver = driver;
        this.imports = imports;
        this.clock = clock;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo");
    }

    @Test
    void theImportLeavesAGap() throws IOException {
        Files.writeString(
                folder.resolve("users.csv"), "id,handle,displayName,createdAt\n77,dan,Dan,2026-01-01T00:00:00Z\n");
        Map<Long, Long> before = log.position();
        imports.run(folder, OnBadRow.FAIL, (file, rows) -> {});
        assertThat(log.between(before, log.position()).complete()).isFalse();
    }

    @Test
    void whatAPersonAtAConsoleRunsLeavesAGap() {
        Map<Long, Long> before = log.position();
        world.run("MATCH (u:User {handle: 'ada'}) SET u.displayName = 'Ada'", Map.of());
        assertThat(log.between(before, log.position()).complete()).isFalse();

        Map<Long, Long> later = log.position();
        world.clear();
        assertThat(log.between(later, log.position()).complete())
                .as("after all shards were deleted")
                .isFalse();
    }

    @Test
    void numbersHaveNoGapWhateverFailsOrRunsAtOnce() throws Exception {
        append(1);
        Map<Long, Long> before = log.position();
        List<Callable<Void>> writers = new ArrayList<>();
        for (long writer = 0; writer < 8; writer++) {
            long from = writer * 20;
            writers.add(() -> {
                for (long id = from; id < from + 20; id++) {
                    append(id);
                    long rolledBack = 1000 + id;
                    graph.rehearse("test.rollBack", transaction -> log.append(transaction, List.of(fact(rolledBack))));
                }
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(world.values("""
                        MATCH (change:Change) WITH change.shard AS shard, collect(change.number) AS numbers,
                          count(*) AS count
                        WHERE reduce(high = 0, n IN numbers | CASE WHEN n > high THEN n ELSE high END) -
                          reduce(low = numbers[0], n IN numbers | CASE WHEN n < low THEN n ELSE low END) + 1 <> count
                        RETURN shard""")).isEmpty();
        assertThat(world.values("MATCH (change:Change) UNWIND change.about AS about RETURN about"))
                .hasSize(161)
                .doesNotContain("test 1000");
        assertThat(world.values("MATCH (c:Change) RETURN count(DISTINCT c.shard)")
                        .getFirst())
                .isEqualTo((long) ChangeLog.SHARDS);
        Map<Long, Long> known = log.position();
        LongStream.range(0, 50).forEach(this::append);
        Changes changes = log.between(known, log.position());
        assertThat(changes.complete()).isTrue();
        assertThat(changes.facts()).hasSize(50);
        assertThat(log.position()).isEqualTo(changes.position()).isNotEqualTo(before);
    }

    @Test
    void changesAreReadOnlyOnceTheirShardIsUnlocked() throws Exception {
        append(5);
        Map<Long, Long> before = log.position();
        append(5);
        Map<Long, Long> now = log.position();
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Boolean> endedBefore;
        try (var session = driver.session();
                var open = session.beginTransaction()) {
            open.run("MATCH (shard:Shard) SET shard.locked = true").consume();
            endedBefore = CompletableFuture.supplyAsync(() -> {
                log.between(before, now);
                return ended.get();
            });
            assertThat(log.position()).as("a fence waits for nothing").isEqualTo(now);
            Thread.sleep(300);
            ended.set(true);
            open.commit();
        }
        assertThat(endedBefore.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Neo4j shows a commit bit by bit. What is read after the changes must nevertheless show it in full. */
    @Test
    @Timeout(60)
    void whoHasReadAChangeSeesEverythingThatItsTransactionWrote() throws Exception {
        int rounds = 25;
        int facts = 2000;
        createShards();
        Map<Long, Long> position = log.position();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (long round = 1; round <= rounds; round++) {
                    long id = round * ChangeLog.SHARDS;
                    graph.write("test.write", transaction -> {
                        transaction.run(LARGE_WRITE, Map.of("id", id, "facts", facts));
                        log.append(transaction, List.of(fact(id)));
                        return true;
                    });
                }
                return true;
            });
            int seen = 0;
            while (seen < rounds) {
                if (writer.isDone()) {
                    assertThat(writer.get()).isTrue();
                }
                Map<Long, Long> now = log.position();
                if (now.equals(position)) {
                    continue;
                }
                Changes changes = log.between(position, now);
                for (Fact fact : changes.facts()) {
                    assertThat(graph.read(COUNT, Map.of("id", fact.id()))
                                    .getFirst()
                                    .get("facts")
                                    .asInt())
                            .as("%s", fact)
                            .isEqualTo(facts);
                    seen++;
                }
                position = changes.position();
            }
            assertThat(writer.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oldChangesAreDeletedAndAReplicaBehindThemSeesAGap() {
        append(1);
        Map<Long, Long> before = log.position();
        append(1);
        append(1);
        Map<Long, Long> now = log.position();
        assertThat(log.forget(Duration.ofMinutes(10), 100)).isZero();
        assertThat(log.between(before, now).complete()).isTrue();

        clock.pass(Duration.ofMinutes(11));
        append(1);
        assertThat(log.forget(Duration.ofMinutes(10), 100)).isPositive();

        assertThat(log.between(before, log.position()).complete()).isFalse();
        assertThat(log.between(now, log.position())).isEqualTo(new Changes(log.position(), Set.of(fact(1)), true));
    }

    @Test
    void readingFromAPositionSeeksInTheIndex() {
        append(1);
        String plan = plan("""
                EXPLAIN MATCH (shard:Shard {id: 1}) WITH shard, {last: 1} AS known
                MATCH (change:Change {shard: shard.id}) WHERE change.number > known.last RETURN change.about""");
        assertThat(plan).contains("IndexSeek").doesNotContain("NodeByLabelScan");
    }

    private String plan(String cypher) {
        try (var session = driver.session()) {
            return session.run(cypher).consume().plan().toString();
        }
    }

    private void append(long id) {
        graph.write("test.append", transaction -> {
            transaction.run(new Statement("test.write", "MERGE (n:TestNode {id: $id})"), Map.of("id", id));
            log.append(transaction, List.of(fact(id)));
            return true;
        });
    }

    /** Shards exist from their first change on, which looks like a gap. */
    private void createShards() {
        LongStream.range(0, 100).forEach(this::append);
        assertThat(log.position()).hasSize(ChangeLog.SHARDS);
    }

    private static Fact fact(long id) {
        return new Fact("test", id);
    }
}
