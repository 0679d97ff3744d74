package io.mutuals.suggestion.friendgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SideBySide
class FriendGraphAsOfTest {

    @Test
    void containsOnlyFriendshipsThatHadBegun() {
        FriendGraph graph = new FriendGraph.Builder()
                .friendship(1, 2, 100)
                .friendship(1, 3, 101)
                .friendship(3, 4, 0)
                .person(5)
                .build();

        FriendGraph then = graph.asOf(100);

        assertThat(then.areFriends(0, 1)).isTrue();
        assertThat(then.areFriends(0, 2)).isFalse();
        assertThat(then.areFriends(2, 3)).isTrue();
        assertThat(then.friendships()).isEqualTo(2);
        assertThat(then.people()).isEqualTo(5);
        assertThat(graph.asOf(0).friendships()).isEqualTo(1);
        assertThat(graph.friendships()).isEqualTo(3);
    }

    @Test
    void equalsAGraphBuiltFromTheFriendshipsOfThatMoment() {
        LiveFriendGraph live = new LiveFriendGraph(SkewedGraph.of(300, 6, 1), Runnable::run);
        Random random = new Random(2);
        for (int change = 0; change < 3_000; change++) {
            long one = 1L + random.nextInt(400);
            long other = 1L + random.nextInt(400);
            if (random.nextInt(3) > 0) {
                live.formed(one, other, 1_650_000_000 + random.nextInt(100_000_000));
            } else {
                live.ended(one, other);
            }
        }
        FriendGraph graph = live.current();
        for (int moment = 1_600_000_000; moment <= 1_750_000_000; moment += 15_000_000) {
            assertSame(graph.asOf(moment), built(graph, moment), graph);
        }
        assertSame(graph.asOf(Integer.MAX_VALUE), graph, graph);
    }

    @Test
    void pastGraphCanBeChangedFurther() {
        FriendGraph graph = SkewedGraph.of(100, 5, 3);
        LiveFriendGraph live = new LiveFriendGraph(graph.asOf(1_650_000_000), Runnable::run);
        for (long id = 50; id < 200; id++) {
            live.formed(id, id + 1, 1_800_000_000);
        }
        FriendGraph now = live.current();
        assertThat(now.people()).isEqualTo(200);
        assertThat(now.areFriends(now.person(199), now.person(200))).isTrue();
    }

    /** Builds the expected graph over the same people, so that numbers are comparable. */
    private static FriendGraph built(FriendGraph graph, int moment) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (int person = 0; person < graph.people(); person++) {
            builder.person(graph.id(person));
            for (int at = graph.first(person); at < graph.first(person) + graph.degree(person); at++) {
                if (graph.since()[at] <= moment) {
                    builder.friendship(graph.id(person), graph.id(graph.friends()[at]), graph.since()[at]);
                }
            }
        }
        return builder.build();
    }

    private static void assertSame(FriendGraph then, FriendGraph expected, FriendGraph numbers) {
        assertThat(then.friendships()).isEqualTo(expected.friendships());
        for (int person = 0; person < numbers.people(); person++) {
            assertThat(then.id(person)).isEqualTo(numbers.id(person));
            int same = expected.person(numbers.id(person));
            assertThat(then.degree(person)).isEqualTo(expected.degree(same));
            for (int at = then.first(person); at < then.first(person) + then.degree(person); at++) {
                int friend = expected.person(then.id(then.friends()[at]));
                int there = Arrays.binarySearch(
                        expected.friends(), expected.first(same), expected.first(same) + expected.degree(same), friend);
                assertThat(there).isNotNegative();
                assertThat(then.since()[at]).isEqualTo(expected.since()[there]);
                assertThat(then.areFriends(then.friends()[at], person)).isTrue();
            }
        }
    }
}
