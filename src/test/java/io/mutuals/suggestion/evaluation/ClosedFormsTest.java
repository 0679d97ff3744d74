package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.Ranking;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every closed form ranks as its definition does. */
@SideBySide
class ClosedFormsTest {

    private static final int PLACES = 25;

    private final FriendGraph graph = RandomGraphs.even(11, 90, 0.07).graph();
    private final ClosedForms definitions = new ClosedForms(adjacent());

    static List<String> all() {
        return Rankers.names();
    }

    @ParameterizedTest
    @MethodSource("all")
    void ranksAsItIsDefined(String name) {
        for (int user = 0; user < graph.people(); user++) {
            double[] scores = definitions.scores(name, user);
            int[] expected = definitions.ranking(scores, user, PLACES);
            Ranking ranking = Rankers.named(name).rank(graph, user, PLACES);
            assertThat(ranking.people()).as("%s for %d", name, user).containsExactly(expected);
            for (int place = 0; place < ranking.size(); place++) {
                assertThat(ranking.scores()[place]).isCloseTo(scores[expected[place]], withPercentage(1e-6));
            }
        }
    }

    private double[][] adjacent() {
        double[][] matrix = new double[graph.people()][graph.people()];
        for (int one = 0; one < matrix.length; one++) {
            for (int other = 0; other < matrix.length; other++) {
                matrix[one][other] = one != other && graph.areFriends(one, other) ? 1 : 0;
            }
        }
        return matrix;
    }
}
