package io.mutuals.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.SkewedGraph;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class CommunitiesTest {

    private static final int SIZE = 30;

    @Test
    void findsCirclesOfFriends() {
        FriendGraph graph = Circles.of(50, SIZE, 10, 2, 1);

        Clusters found = Communities.of(graph, 1_000, 2);

        int[] circles = circles(graph);
        int together = 0;
        int alike = 0;
        for (int one = 0; one < graph.people(); one++) {
            for (int other = one + 1; other < one / SIZE * SIZE + SIZE; other++) {
                together++;
                alike += found.byPerson()[one] == found.byPerson()[other] ? 1 : 0;
            }
        }
        assertThat(alike / (double) together).isGreaterThan(0.97);
        assertThat(Modularity.of(graph, found)).isGreaterThan(Modularity.of(graph, new Clusters(circles, 50)) - 0.02);
    }

    @Test
    void containsMoreFriendshipsThanRandomClustersOfTheSameSizes() {
        FriendGraph graph = SkewedGraph.of(5_000, 12, 3);
        Clusters found = Communities.of(graph, 200, 4);
        int[] order = RandomOrder.of(graph.people(), new SplittableRandom(5));
        Clusters shuffled = new Clusters(
                Arrays.stream(order).map(person -> found.byPerson()[person]).toArray(), found.count());

        assertThat(Modularity.of(graph, found)).isGreaterThan(0.4);
        assertThat(Modularity.of(graph, shuffled)).isBetween(-0.05, 0.05);
    }

    @Test
    void respectsTheMaximumSize() {
        FriendGraph graph = SkewedGraph.of(3_000, 20, 6);
        for (int largest : new int[] {1, 2, 7, 40, 100}) {
            int[] sizes = Communities.of(graph, largest, 7).sizes();

            assertThat(Arrays.stream(sizes).boxed()).allMatch(size -> size >= 1 && size <= largest);
            assertThat(Arrays.stream(sizes).sum()).isEqualTo(graph.people());
        }
        assertThat(Communities.of(graph, 40, 7).count()).isLessThan(3_000 / 20);
        assertThat(Communities.of(graph, 1, 7).count()).isEqualTo(3_000);
    }

    @Test
    void sameSeedYieldsTheSameCommunitiesAndAnotherSeedDifferentOnes() {
        FriendGraph graph = SkewedGraph.of(2_000, 10, 8);

        assertThat(Communities.of(graph, 50, 1).byPerson())
                .isEqualTo(Communities.of(graph, 50, 1).byPerson());
        assertThat(Communities.of(graph, 50, 2).byPerson())
                .isNotEqualTo(Communities.of(graph, 50, 1).byPerson());
    }

    @Test
    void personWithoutFriendsIsACommunityOfOne() {
        FriendGraph graph = new FriendGraph.Builder()
                .person(1)
                .friendship(2, 3, 0)
                .person(4)
                .build();

        assertThat(Communities.of(graph, 10, 1).byPerson()).containsExactly(0, 1, 1, 2);
        assertThat(Communities.of(new FriendGraph.Builder().build(), 10, 1).count())
                .isZero();
    }

    @Test
    void modularityMatchesTheTextbook() {
        // Two triangles joined by one friendship: 6/7 of the friendships are within, and each holds half of the ends.
        FriendGraph graph = new FriendGraph.Builder()
                .friendship(1, 2, 0)
                .friendship(2, 3, 0)
                .friendship(1, 3, 0)
                .friendship(3, 4, 0)
                .friendship(4, 5, 0)
                .friendship(5, 6, 0)
                .friendship(4, 6, 0)
                .build();
        Clusters triangles = new Clusters(new int[] {0, 0, 0, 1, 1, 1}, 2);

        assertThat(Modularity.of(graph, triangles)).isCloseTo(6 / 7.0 - 0.5, within(1e-12));
        assertThat(Modularity.of(graph, new Clusters(new int[6], 1))).isCloseTo(0, within(1e-12));
        assertThat(Communities.of(graph, 10, 3).byPerson()).isEqualTo(triangles.byPerson());
    }

    private static int[] circles(FriendGraph graph) {
        return IntStream.range(0, graph.people()).map(person -> person / SIZE).toArray();
    }
}
