package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.TwoHopRanker;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SideBySide
class ServedRankerTest {

    private static final int PLACES = 20;
    private static final int LONE_FRIEND_LIMIT = 10;

    private final FriendGraph graph = RandomGraphs.groups(9, false).graph();

    static List<String> rankers() {
        return Rankers.names();
    }

    @ParameterizedTest
    @MethodSource("rankers")
    void keepsTheOrderOfThoseForWhomMutualFriendsAreEvidence(String name) {
        Ranker alone = Rankers.named(name);
        Ranker served = served(alone, TwoHopRanker.UNLIMITED);
        int leftOut = 0;
        for (int user = 0; user < graph.people(); user += 50) {
            int at = user;
            IntPredicate evidence = candidate -> {
                int[] common = common(at, candidate);
                return common.length > 1 || (common.length == 1 && graph.degree(common[0]) <= LONE_FRIEND_LIMIT);
            };
            int[] all = alone.rank(graph, user, graph.people()).people();
            assertThat(served.rank(graph, user, PLACES).people())
                    .as("%s for %d", name, user)
                    .containsExactly(
                            Arrays.stream(all).filter(evidence).limit(PLACES).toArray());
            leftOut += (int) Arrays.stream(all).filter(evidence.negate()).count();
        }
        assertThat(leftOut).as("without evidence").isPositive();
        assertThat(served.name()).isEqualTo("walks");
    }

    @Test
    void adamicAdarPassesOverHubs() {
        Ranker served = served(Rankers.named("adamic-adar"), 100);
        int hub = graph.person(805);
        assertThat(graph.degree(hub)).isGreaterThan(100);
        for (int user = 0; user < graph.people(); user += 50) {
            int at = user;
            for (int candidate : served.rank(graph, user, graph.people()).people()) {
                assertThat(Arrays.stream(common(at, candidate))).anyMatch(friend -> graph.degree(friend) <= 100);
            }
        }
    }

    private static Ranker served(Ranker ranker, int hubLimit) {
        return Entrant.untrained(ranker)
                .served("walks", List.of("CONTACTS"), hubLimit, LONE_FRIEND_LIMIT)
                .ranker();
    }

    private int[] common(int one, int other) {
        return IntStream.range(0, graph.people())
                .filter(friend -> graph.areFriends(one, friend) && graph.areFriends(other, friend))
                .toArray();
    }
}
