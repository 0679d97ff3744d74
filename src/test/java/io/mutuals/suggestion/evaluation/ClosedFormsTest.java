package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.mutuals.suggestion.graph.FriendGraph;
import io.mutuals.suggestion.graph.Rankers;
import io.mutuals.suggestion.graph.Ranking;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every closed form against its definition, worked out on whole matrices. */
class ClosedFormsTest {

    private static final int PLACES = 25;

    /** In which the ranker adds up: most parts of it are whole. */
    private static final double ALLOCATION_UNITS = 931_170_240;

    private final FriendGraph graph = RandomGraphs.even(11, 90, 0.07).graph();
    private final int people = graph.people();
    private final double[][] adjacent = adjacent();
    private final double[][] two = product(adjacent, adjacent);
    private final double[][] three = product(two, adjacent);

    @Test
    void popularity() {
        check("popularity", user -> this::degree);
    }

    @Test
    void commonNeighbours() {
        check("common-neighbours", user -> c -> two[user][c]);
    }

    @Test
    void jaccard() {
        check("jaccard", user -> c -> two[user][c] / (degree(user) + degree(c) - two[user][c]));
    }

    @Test
    void hubDepressed() {
        check("hub-depressed", user -> c -> two[user][c] / Math.max(degree(user), degree(c)));
    }

    @Test
    void adamicAdar() {
        // At nine digits behind the point, as the sums of the ranker are.
        check(
                "adamic-adar",
                user -> c -> weighed(user, c, w -> Math.rint(1e9 / Math.log(Math.max(degree(w), 2))) / 1e9));
    }

    @Test
    void resourceAllocation() {
        check(
                "resource-allocation",
                user -> c -> weighed(user, c, w -> Math.rint(ALLOCATION_UNITS / degree(w)) / ALLOCATION_UNITS));
    }

    @Test
    void localPath() {
        check("local-path", user -> c -> two[user][c] + 0.01 * three[user][c]);
    }

    @Test
    void katz() {
        check("katz-3", user -> c -> 0.005 * 0.005 * two[user][c] + 0.005 * 0.005 * 0.005 * three[user][c]);
    }

    @Test
    void pageRank() {
        check("ppr-.5", user -> walk(user, 0.5));
        check("ppr-.85", user -> walk(user, 0.85));
    }

    private interface Score {
        IntToDoubleFunction of(int user);
    }

    private void check(String name, Score score) {
        for (int user = 0; user < people; user++) {
            IntToDoubleFunction of = score.of(user);
            int at = user;
            double[] scores = IntStream.range(0, people)
                    .mapToDouble(c -> rounded(of.applyAsDouble(c)))
                    .toArray();
            List<Integer> expected = IntStream.range(0, people)
                    .filter(c -> c != at && adjacent[at][c] == 0 && scores[c] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer c) -> -scores[c])
                            .thenComparingInt(c -> c))
                    .limit(PLACES)
                    .toList();
            Ranking ranking = Rankers.named(name).rank(graph, user, PLACES);
            assertThat(ranking.people())
                    .as("%s for %d", name, user)
                    .containsExactly(expected.stream().mapToInt(c -> c).toArray());
            for (int place = 0; place < ranking.size(); place++) {
                assertThat(ranking.scores()[place]).isCloseTo(scores[expected.get(place)], withPercentage(1e-6));
            }
        }
    }

    private static double rounded(double score) {
        return new BigDecimal(score).round(new MathContext(10)).doubleValue();
    }

    private double degree(int person) {
        return graph.degree(person);
    }

    private double weighed(int user, int candidate, IntToDoubleFunction weight) {
        return IntStream.range(0, people)
                .filter(w -> adjacent[user][w] > 0 && adjacent[w][candidate] > 0)
                .mapToDouble(weight)
                .sum();
    }

    private IntToDoubleFunction walk(int user, double goOn) {
        double[] at = new double[people];
        at[user] = 1;
        for (int iteration = 0; iteration < 20; iteration++) {
            double[] before = at;
            double[] next = new double[people];
            for (int to = 0; to < people; to++) {
                int here = to;
                next[to] = goOn
                                * IntStream.range(0, people)
                                        .filter(from -> adjacent[from][here] > 0)
                                        .mapToDouble(from -> before[from] / degree(from))
                                        .sum()
                        + (to == user ? 1 - goOn : 0);
            }
            at = next;
        }
        double[] found = at;
        return c -> found[c];
    }

    private double[][] adjacent() {
        double[][] matrix = new double[people][people];
        for (int one = 0; one < people; one++) {
            for (int other = 0; other < people; other++) {
                matrix[one][other] = one != other && graph.areFriends(one, other) ? 1 : 0;
            }
        }
        return matrix;
    }

    private static double[][] product(double[][] left, double[][] right) {
        int size = left.length;
        double[][] product = new double[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                for (int c = 0; c < size; c++) {
                    product[a][b] += left[a][c] * right[c][b];
                }
            }
        }
        return product;
    }
}
