package io.mutuals.suggestion.friendgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;

@SideBySide
class StreamedGraphBuilderTest {

    @Test
    void fillingInAnyOrderEqualsBuilding() {
        FriendGraph built = SkewedGraph.of(2_000, 20, 5);
        StreamedGraphBuilder filling = new StreamedGraphBuilder(ids(built), degrees(built));
        for (int person = built.people() - 1; person >= 0; person--) {
            for (int at = built.first(person); at < built.first(person) + built.degree(person); at++) {
                if (person < built.friends()[at]) {
                    filling.friendship(built.id(person), built.id(built.friends()[at]), built.since()[at]);
                }
            }
        }
        FriendGraph filled = filling.done();

        assertThat(filling.incomplete()).isEmpty();
        assertThat(filled.friendships()).isEqualTo(built.friendships());
        for (int person = 0; person < built.people(); person++) {
            assertThat(filled.id(person)).isEqualTo(built.id(person));
            assertThat(filled.degree(person)).isEqualTo(built.degree(person));
            for (int place = 0; place < built.degree(person); place++) {
                int here = filled.first(person) + place;
                int there = built.first(person) + place;
                assertThat(filled.friends()[here]).isEqualTo(built.friends()[there]);
                assertThat(filled.since()[here]).isEqualTo(built.since()[there]);
            }
        }
    }

    @Test
    void reportsUsersWhoseNewFriendshipsDidNotFit() {
        StreamedGraphBuilder filling = new StreamedGraphBuilder(new long[] {1, 2, 3}, new int[] {1, 1, 0});
        filling.friendship(1, 2, 0);
        filling.friendship(2, 3, 0);
        filling.friendship(1, 4, 0);

        assertThat(filling.done().friendships()).isEqualTo(1);
        assertThat(filling.incomplete()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    private static long[] ids(FriendGraph graph) {
        return java.util.stream.IntStream.range(0, graph.people())
                .mapToLong(graph::id)
                .toArray();
    }

    private static int[] degrees(FriendGraph graph) {
        return java.util.stream.IntStream.range(0, graph.people())
                .map(graph::degree)
                .toArray();
    }
}
