package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;

/**
 * The distribution of suggestions over people, for the first {@value Measures#FIRST} places of all test users.
 *
 * @param coverage the fraction of all people suggested to at least one user, from 0 to 1; at most test users x
 *     {@value Measures#FIRST} / people
 * @param gini the Gini coefficient (1912) of suggestions per person, people without suggestions included: 0 if all are
 *     suggested equally often, near 1 if a few receive all suggestions
 * @param novelty the mean self-information of the suggested people in bits, log2(people / friends of the suggested): 0
 *     for a friend of all, one more for each halving of their friends (Zhou et al. 2010; Vargas and Castells 2011)
 */
public record Exposure(double coverage, double gini, double novelty) {

    /** @param times the number of suggestions of each person of {@code graph} */
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
