package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The quality of a ranking by the places of the held-out friends. Every measure is from 0 to 1.
 *
 * @param ndcg normalised discounted cumulative gain of the first {@value #FIRST} places (Järvelin and Kekäläinen 2002):
 *     gain 1, discount 1 / log2(place + 1), the ideal has a friend in each of the first min({@value #FIRST}, held-out
 *     friends) places
 * @param recall the fraction of held-out friends within the first {@value #FIRST} places
 * @param reciprocalRank 1 / place of the first held-out friend within {@value #PLACES} places, else 0
 * @param hit 1 if a held-out friend is within the first {@value #FIRST} places, else 0; the mean is the fraction of
 *     users with one
 */
public record Measures(double ndcg, double recall, double reciprocalRank, double hit) {

    /** The number of places that NDCG, recall and hit look at. */
    public static final int FIRST = 10;

    /** The number of places in a ranking. */
    public static final int PLACES = 100;

    /**
     * Measures the ranking of one user.
     *
     * @param heldOut the held-out friends of the user, ascending, at least one
     */
    public static Measures of(Ranking ranking, int[] heldOut) {
        double gain = 0;
        int found = 0;
        double reciprocalRank = 0;
        for (int at = 0; at < Math.min(ranking.size(), PLACES); at++) {
            if (Arrays.binarySearch(heldOut, ranking.people()[at]) < 0) {
                continue;
            }
            if (reciprocalRank == 0) {
                reciprocalRank = 1.0 / (at + 1);
            }
            if (at < FIRST) {
                found++;
                gain += discount(at);
            }
        }
        double ideal = 0;
        for (int at = 0; at < Math.min(FIRST, heldOut.length); at++) {
            ideal += discount(at);
        }
        return new Measures(gain / ideal, (double) found / heldOut.length, reciprocalRank, found > 0 ? 1 : 0);
    }

    private static double discount(int at) {
        return Math.log(2) / Math.log(at + 2);
    }

    /** Returns the means over users; all are 0 if there are no users. */
    public static Measures mean(List<Measures> users) {
        return new Measures(
                mean(users, Measures::ndcg),
                mean(users, Measures::recall),
                mean(users, Measures::reciprocalRank),
                mean(users, Measures::hit));
    }

    private static double mean(List<Measures> users, ToDoubleFunction<Measures> measure) {
        return users.stream().mapToDouble(measure).average().orElse(0);
    }
}
