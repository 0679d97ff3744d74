package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.SkewedGraph;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class EgoClustersTest {

    private final FriendGraph graph = SkewedGraph.of(5_000, 12, 1);

    @Test
    void clusterIsAnEligibleEgoWithMostOfTheirFriends() {
        EgoClusters found = EgoClusters.of(graph, 5, 15, 0.7, 2);

        assertThat(found.egos())
                .hasSizeGreaterThan(100)
                .hasSize(found.clusters().count());
        int members = 0;
        for (int cluster = 0; cluster < found.egos().length; cluster++) {
            int ego = found.egos()[cluster];
            assertThat(found.clusters().byPerson()[ego]).isEqualTo(cluster);
            assertThat(graph.degree(ego)).isBetween(5, 15);
            int joined = 0;
            for (int at = graph.first(ego); at < graph.first(ego) + graph.degree(ego); at++) {
                joined += found.clusters().byPerson()[graph.friends()[at]] == cluster ? 1 : 0;
            }
            assertThat(joined).isGreaterThanOrEqualTo((int) Math.ceil(0.7 * graph.degree(ego)));
            members += joined + 1;
        }
        // Hence clusters contain only egos and their friends.
        int sum = 0;
        for (int size : found.clusters().sizes()) {
            sum += size;
        }
        assertThat(sum).isEqualTo(members);
    }

    @Test
    void lowerFreeShareYieldsMoreEgos() {
        assertThat(EgoClusters.of(graph, 5, 15, 0.5, 2).egos())
                .hasSizeGreaterThan(EgoClusters.of(graph, 5, 15, 0.9, 2).egos().length);
    }

    @Test
    void seedDeterminesTheEgos() {
        assertThat(EgoClusters.of(graph, 5, 15, 0.7, 2).egos())
                .isEqualTo(EgoClusters.of(graph, 5, 15, 0.7, 2).egos());
        Set<Integer> egos = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            for (int ego : EgoClusters.of(graph, 5, 15, 0.7, seed).egos()) {
                egos.add(ego);
            }
        }
        long able = IntStream.range(0, graph.people())
                .filter(person -> graph.degree(person) >= 5 && graph.degree(person) <= 15)
                .count();
        assertThat(egos.size()).isGreaterThan((int) (0.95 * able));
    }
}
