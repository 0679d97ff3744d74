package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.graph.FriendGraph;

/**
 * An enrolled person whose outcome is known, and the variants that their friends are in.
 *
 * @param variant {@link #CONTROL}, or a number above it of a variant that is treated
 * @param cluster from 0; {@link Clusters#NONE} for who is a unit of their own
 * @param outcome what was measured, a finite number
 * @param friends how many of their friends are enrolled
 * @param alike how many of these are in the same variant
 * @param treated how many of these are in any variant but {@link #CONTROL}
 */
public record Observed(int variant, int cluster, double outcome, int friends, int alike, int treated) {

    /** The variant in which nothing is different. */
    public static final int CONTROL = 0;

    /**
     * Counts the friends of an enrolled person; O(degree).
     *
     * @param variants the variant of each person, or {@link CrossEdges#NOT_ENROLLED}
     */
    public static Observed of(FriendGraph graph, int person, int[] variants, Clusters clusters, double outcome) {
        int friends = 0;
        int alike = 0;
        int treated = 0;
        int end = graph.first(person) + graph.degree(person);
        for (int at = graph.first(person); at < end; at++) {
            int variant = variants[graph.friends()[at]];
            if (variant != CrossEdges.NOT_ENROLLED) {
                friends++;
                alike += variant == variants[person] ? 1 : 0;
                treated += variant == CONTROL ? 0 : 1;
            }
        }
        return new Observed(variants[person], clusters.byPerson()[person], outcome, friends, alike, treated);
    }
}
