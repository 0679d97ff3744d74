package io.mutuals.experiment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class CircledGraphTest {

    private static final int PEOPLE = 4_000;

    private final CircledGraph generated = CircledGraph.of(PEOPLE, 24, 1);
    private final FriendGraph graph = generated.graph();

    @Test
    void meanDegreeIsCloseToTheRequestedOne() {
        assertThat(graph.people()).isEqualTo(PEOPLE);
        assertThat(graph.friendships() * 2.0 / PEOPLE).isBetween(20.0, 24.0);
        assertThat(IntStream.range(0, PEOPLE).allMatch(person -> graph.id(person) == person + 1))
                .isTrue();
    }

    @Test
    void degreesAreSkewed() {
        int[] degrees = IntStream.range(0, PEOPLE).map(graph::degree).sorted().toArray();
        assertThat(degrees[PEOPLE - 1]).isGreaterThan(8 * degrees[PEOPLE / 2]);
    }

    @Test
    void aboutHalfOfFriendsShareACircle() {
        int[] circles = generated.circles();
        int[] sizes = new int[circles[PEOPLE - 1] + 1];
        long within = 0;
        for (int person = 0; person < PEOPLE; person++) {
            sizes[circles[person]]++;
            for (int at = graph.first(person); at < graph.first(person) + graph.degree(person); at++) {
                within += circles[graph.friends()[at]] == circles[person] ? 1 : 0;
            }
        }
        assertThat(within / 2.0 / graph.friendships()).isCloseTo(0.5, within(0.06));
        assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThan(70);
    }

    @Test
    void sameSeedYieldsTheSameGraphAndAnotherSeedADifferentOne() {
        assertThat(CircledGraph.of(PEOPLE, 24, 1).graph().friends()).isEqualTo(graph.friends());
        assertThat(CircledGraph.of(PEOPLE, 24, 2).graph().friends()).isNotEqualTo(graph.friends());
        assertThat(CircledGraph.of(PEOPLE, 24, 1).circles()).isEqualTo(generated.circles());
    }
}
