package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletion of impressions that no viewer adds to. */
@MutualsTest
class ImpressionRetentionTest {

    private final World world;
    private final TestClock clock;
    private final ImpressionRepository repository;
    private final ImpressionRetention retention;

    ImpressionRetentionTest(
            World world, TestClock clock, ImpressionRepository repository, ImpressionRetention retention) {
        this.world = world;
        this.clock = clock;
        this.repository = repository;
        this.retention = retention;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo");
    }

    @Test
    void impressionsAreDeletedWhenTheyAreOldEnoughAndNotBefore() {
        saw("ada", "ben", 1);
        clock.pass(Duration.ofDays(60));
        saw("ben", "cleo", 2);
        assertThat(retention.deleteAllForReplicas()).isTrue();
        assertThat(pairs()).containsExactly("ada ben", "ben cleo");

        clock.pass(Duration.ofDays(31));
        world.forgetEverythingCached();
        assertThat(retention.deleteAllForReplicas()).isTrue();
        assertThat(pairs()).containsExactly("ben cleo");
    }

    @Test
    void aRenewedImpressionIsNotDeleted() {
        saw("ada", "ben", 1);
        clock.pass(Duration.ofDays(91));
        saw("ada", "ben", 2);
        retention.deleteAllForReplicas();
        assertThat(pairs()).containsExactly("ada ben");
    }

    @Test
    void manyImpressionsAreDeletedInBatches() {
        int many = 2 * ImpressionRetention.BATCH_SIZE + 50;
        world.run("""
                MATCH (ada:User {handle: 'ada'})
                UNWIND range(1, $many) AS number
                CREATE (ada)-[:SAW {times: 1, at: datetime('2020-01-01'), snapshot: 1}]->(:User {id: 1000 + number,
                  handle: 'c' + number})
                """, Map.of("many", many));
        saw("ada", "ben", 1);

        assertThat(repository.forget(ImpressionRetention.BATCH_SIZE)).isEqualTo(ImpressionRetention.BATCH_SIZE);
        assertThat(pairs()).hasSize(many + 1 - ImpressionRetention.BATCH_SIZE);
        retention.deleteAllForReplicas();
        assertThat(pairs()).containsExactly("ada ben");
    }

    @Test
    void oneReplicaDeletesForAll() {
        assertThat(retention.deleteAllForReplicas()).isTrue();
        assertThat(retention.deleteAllForReplicas()).isFalse();
    }

    @Test
    void anImpressionRecordedDuringTheDeletionIsKept() throws Exception {
        List<String> people =
                IntStream.range(0, 40).mapToObj(index -> "p" + index).toList();
        people.forEach(world::people);
        people.forEach(person -> saw("ada", person, 1));
        people.forEach(person -> saw(person, "ada", 1));
        clock.pass(Duration.ofDays(91));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> recordings = people.stream()
                    .limit(20)
                    .<Future<?>>map(person -> threads.submit(() -> saw(person, "ada", 2)))
                    .toList();
            List<Future<Integer>> replicas = IntStream.range(0, 4)
                    .mapToObj(replica -> threads.submit(() -> repository.forget(100)))
                    .toList();
            for (Future<?> recording : recordings) {
                recording.get();
            }
            for (Future<Integer> replica : replicas) {
                replica.get();
            }
        }
        assertThat(pairs())
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().limit(20).map(person -> person + " ada").toList());
        assertThat(world.values("MATCH ()-[saw:SAW]->() RETURN DISTINCT saw.times"))
                .containsExactly(1L);
    }

    @Test
    void oldImpressionsAreFoundByAnIndex() {
        assertThat(world.values("SHOW INDEXES YIELD entityType, labelsOrTypes, properties, "
                        + "state WHERE labelsOrTypes = ['SAW'] RETURN properties[0] + ' ' + state"))
                .containsExactly("at ONLINE");
    }

    private void saw(String viewer, String candidate, long snapshot) {
        repository.record(
                world.number(viewer),
                List.of(new Impression(
                        new UserId(world.number(viewer)),
                        new UserId(world.number(candidate)),
                        snapshot,
                        0,
                        List.of(SuggestionSource.FRIENDS_OF_FRIENDS))));
    }

    private List<Object> pairs() {
        return world.values("MATCH (a)-[:SAW]->(b) RETURN a.handle + ' ' + b.handle AS pair ORDER BY pair");
    }
}
