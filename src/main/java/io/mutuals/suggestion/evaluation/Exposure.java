package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;

/**
 * Who is suggested, over the first {@value Measures#FIRST} places of all test users.
 *
 * @param coverage the part of all people who are suggested to anybody, from 0 to 1; at most test users x {@value Measures#FIRST} / people
 * @param gini how unequally suggestions fall on people, those who get none included (Gini 1912): 0 when all get the same, near 1 when few get
 *     all
 * @param novelty the mean self-information of the suggested in bits, log2(people / friends of the suggested): 0 for whom everybody knows,
 *     one more for each halving of their friends (Zhou et al. 2010; Vargas and Castells 2011)
 */
public record Exposure(double coverage, double gini, double novelty) {

    /** @param times how often each person of {@code graph} is suggested */
    static Exposure of(int[] times, FriendGraph graph) {
        long suggestions = Arrays.stream(times).asLongStream().sum();
        if (suggestions == 0) {
            return new Exposure(0, 0, 0);
        }
        long suggested = Arrays.stream(times).filter(some -> some > 0).count();
        double bits = 0;
        for (int person = 0; person < times.length; person++) {
            if (times[person] > 0) {
                bits += times[person] * Math.log((double) graph.people() / graph.degree(person)) / Math.log(2);
            }
        }
        return new Exposure((double) suggested / times.length, gini(times), bits / suggestions);
    }

    /** The mean difference between two people, divided by twice the mean. */
    private static double gini(int[] times) {
        int[] sorted = times.clone();
        Arrays.sort(sorted);
        double weighted = 0;
        double sum = 0;
        for (int at = 0; at < sorted.length; at++) {
            weighted += (2.0 * (at + 1) - sorted.length - 1) * sorted[at];
            sum += sorted[at];
        }
        return weighted / (sorted.length * sum);
    }
}
