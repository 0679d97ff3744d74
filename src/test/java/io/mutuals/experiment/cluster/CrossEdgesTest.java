package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import org.junit.jupiter.api.Test;

@SideBySide
class CrossEdgesTest {

    private final FriendGraph graph = new FriendGraph.Builder()
            .friendship(1, 2, 0)
            .friendship(2, 3, 0)
            .friendship(3, 4, 0)
            .friendship(4, 5, 0)
            .build();

    @Test
    void countsOnlyFriendshipsBetweenEnrolledPeople() {
        CrossEdges edges = CrossEdges.of(
                graph, new int[] {0, 1, 1, 0, CrossEdges.NOT_ENROLLED}, new Clusters(new int[] {0, 0, 0, 1, 1}, 2));

        assertThat(edges).isEqualTo(new CrossEdges(3, 2 / 3.0, 1 / 3.0));
    }

    @Test
    void peopleWithoutClusterShareNone() {
        CrossEdges edges = CrossEdges.of(graph, new int[5], new Clusters(new int[] {-1, -1, 0, 0, -1}, 1));

        assertThat(edges).isEqualTo(new CrossEdges(4, 0, 0.75));
    }

    @Test
    void nothingCrossesWithoutEnrolledPeople() {
        CrossEdges edges = CrossEdges.of(graph, new int[] {-1, -1, -1, -1, -1}, new Clusters(new int[5], 1));

        assertThat(edges).isEqualTo(new CrossEdges(0, 0, 0));
    }
}
