package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.neo4j.Graph;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MutualsTest
class ClusterMapRepositoryTest {

    private static final long EXPERIMENT = 7;

    private final ClusterMapRepository repository;
    private final World world;
    private final Graph graph;

    ClusterMapRepositoryTest(ClusterMapRepository repository, World world, Graph graph) {
        this.repository = repository;
        this.world = world;
        this.graph = graph;
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @Test
    void savedMapIsReadBackWhateverItsSize() {
        for (int people : new int[] {0, 1, 50_000, 120_001}) {
            long experiment = 100L + people;
            ClusterMap map = map(people, 3, true);

            assertThat(repository.save(experiment, "ego-clusters", map)).isTrue();

            assertSame(repository.find(experiment).orElseThrow(), map, people);
            assertThat(world.values("MATCH (c:ClusterChunk {experiment: %d}) RETURN count(c)".formatted(experiment)))
                    .containsExactly((people + 49_999) / 50_000L);
        }
    }

    @Test
    void anExperimentKeepsItsFirstMap() {
        ClusterMap first = map(60_000, 3, true);
        repository.save(EXPERIMENT, "ego-clusters", first);

        assertThat(repository.save(EXPERIMENT, "communities", map(70_000, 4, false)))
                .isFalse();

        assertSame(repository.find(EXPERIMENT).orElseThrow(), first, 60_000);
        assertThat(chunks()).isEqualTo(2);
        assertThat(world.values("MATCH (m:ClusterMap) RETURN m.algorithm")).containsExactly("ego-clusters");
    }

    @Test
    void replicasThatSaveAMapConcurrentlyAllUseTheSame() {
        List<CompletableFuture<Boolean>> asked = IntStream.range(1, 5)
                .mapToObj(replica -> CompletableFuture.supplyAsync(
                        () -> repository.save(EXPERIMENT, "communities", map(60_000, 2 * replica, false)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        List<Boolean> isTheirs = asked.stream().map(CompletableFuture::join).toList();

        assertThat(isTheirs).containsOnlyOnce(true);
        assertSame(
                repository.find(EXPERIMENT).orElseThrow(),
                map(60_000, 2 * (isTheirs.indexOf(true) + 1), false),
                60_000);
        assertThat(chunks()).isEqualTo(2);
    }

    @Test
    void incompleteMapIsNotFound() {
        world.run(
                "CREATE (:ClusterChunk {experiment: 7, map: 1, part: 0, ids: $bytes, places: $bytes})",
                Map.of("bytes", new byte[0]));

        assertThat(repository.find(EXPERIMENT)).isEmpty();
        repository.save(EXPERIMENT, "communities", map(10, 3, false));
        assertSame(repository.find(EXPERIMENT).orElseThrow(), map(10, 3, false), 10);
        assertThat(chunks()).isEqualTo(1);
    }

    @Test
    void deletedMapIsGoneAndOthersStay() {
        repository.save(EXPERIMENT, "communities", map(10, 3, false));
        repository.save(8, "communities", map(20, 3, false));

        graph.write("test.delete", transaction -> {
            repository.delete(transaction, EXPERIMENT);
            return true;
        });

        assertThat(repository.exists(EXPERIMENT)).isFalse();
        assertThat(repository.find(EXPERIMENT)).isEmpty();
        assertThat(chunks()).isEqualTo(1);
        assertSame(repository.find(8).orElseThrow(), map(20, 3, false), 20);
    }

    private long chunks() {
        return (long) world.values("MATCH (c:ClusterChunk) RETURN count(c)").getFirst();
    }

    private static ClusterMap map(int people, int clusters, boolean egos) {
        FriendGraph.Builder graph = new FriendGraph.Builder();
        IntStream.range(0, people).forEach(person -> graph.person(id(person)));
        Clusters made = new Clusters(
                IntStream.range(0, people).map(person -> person % clusters).toArray(), Math.min(people, clusters));
        int[] first = IntStream.range(0, egos ? made.count() : 0).toArray();
        return ClusterMap.of(graph.build(), new EgoClusters(made, first));
    }

    private static long id(int person) {
        return 1_000_000_000_000L + 7L * person;
    }

    private static void assertSame(ClusterMap found, ClusterMap expected, int people) {
        assertThat(found.people()).isEqualTo(expected.people()).isEqualTo(people);
        assertThat(found.clusters()).isEqualTo(expected.clusters());
        int wrong = 0;
        for (int person = 0; person < people; person++) {
            wrong += found.clusterOf(id(person)) == expected.clusterOf(id(person))
                            && found.isEgo(id(person)) == expected.isEgo(id(person))
                    ? 0
                    : 1;
        }
        assertThat(wrong).isZero();
    }
}
