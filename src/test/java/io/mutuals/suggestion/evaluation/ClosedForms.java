package io.mutuals.suggestion.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Reference implementations of the closed forms by their definitions on full matrices: slow, and independent of the
 * tested code.
 */
final class ClosedForms {

    private static final double KATZ_BETA = 0.005;
    private static final int WALK_STEPS = 20;

    private final double[][] adjacent;
    private final double[] degree;
    private final double[][] two;
    private final double[][] three;
    private final double[][] adamicAdar;
    private final double[][] allocation;

    /** @param adjacent the adjacency matrix, with people in the order of their ids */
    ClosedForms(double[][] adjacent) {
        this.adjacent = adjacent;
        degree = Arrays.stream(adjacent)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        two = product(adjacent, friend -> 1);
        three = times(two, adjacent);
        // Rounded to nine decimals like the sums in Neo4j, so that smaller differences are ties.
        adamicAdar = product(adjacent, friend -> Math.rint(1e9 / Math.log(Math.max(degree[friend], 2))) / 1e9);
        allocation = product(adjacent, friend -> 1 / degree[friend]);
    }

    /** Returns the score of every person for {@code user}, rounded to ten significant digits. */
    double[] scores(String name, int user) {
        IntToDoubleFunction score = switch (name) {
            case "popularity" -> c -> degree[c];
            case "common-neighbours" -> c -> two[user][c];
            case "jaccard" -> c -> two[user][c] / (degree[user] + degree[c] - two[user][c]);
            case "adamic-adar" -> c -> adamicAdar[user][c];
            case "resource-allocation" -> c -> allocation[user][c];
            case "hub-depressed" -> c -> two[user][c] / Math.max(degree[user], degree[c]);
            case "local-path" -> c -> two[user][c] + 0.01 * three[user][c];
            case "katz-3" -> c -> Math.pow(KATZ_BETA, 2) * two[user][c] + Math.pow(KATZ_BETA, 3) * three[user][c];
            case "ppr-.5" -> walk(user, 0.5);
            case "ppr-.85" -> walk(user, 0.85);
            default -> throw new IllegalArgumentException(name + " has no definition here");
        };
        return IntStream.range(0, degree.length)
                .mapToDouble(c -> rounded(score.applyAsDouble(c)))
                .toArray();
    }

    /** Returns the people with a score, without {@code user} and their friends, best first and ties by index. */
    int[] ranking(double[] scores, int user, int places) {
        return IntStream.range(0, degree.length)
                .filter(c -> c != user && adjacent[user][c] == 0 && scores[c] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> -scores[c]).thenComparingInt(c -> c))
                .limit(places)
                .mapToInt(c -> c)
                .toArray();
    }

    private IntToDoubleFunction walk(int user, double goOn) {
        double[] at = new double[degree.length];
        at[user] = 1;
        for (int step = 0; step < WALK_STEPS; step++) {
            double[] next = new double[degree.length];
            for (int from = 0; from < next.length; from++) {
                for (int to = 0; to < next.length; to++) {
                    next[to] += degree[from] == 0 ? 0 : goOn * at[from] * adjacent[from][to] / degree[from];
                }
            }
            next[user] += 1 - goOn;
            at = next;
        }
        double[] found = at;
        return c -> found[c];
    }

    private static double rounded(double score) {
        return Double.isNaN(score)
                ? 0
                : new BigDecimal(score).round(new MathContext(10)).doubleValue();
    }

    /** Returns the sums of weights over mutual friends. */
    private static double[][] product(double[][] adjacent, IntToDoubleFunction weight) {
        double[][] weighed = new double[adjacent.length][adjacent.length];
        for (int one = 0; one < adjacent.length; one++) {
            for (int friend = 0; friend < adjacent.length; friend++) {
                weighed[one][friend] = adjacent[one][friend] == 0 ? 0 : weight.applyAsDouble(friend);
            }
        }
        return times(weighed, adjacent);
    }

    private static double[][] times(double[][] left, double[][] right) {
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
