package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;

/**
 * An enrolled person: variant, cluster, measured outcome, and how many of their enrolled friends are treated.
 *
 * @param variant {@link #CONTROL}, or a larger number for a treatment
 * @param cluster cluster of the person, from 0; {@link Clusters#NONE} for a person who is a unit of their own
 * @param outcome measured outcome, finite
 * @param friends number of enrolled friends
 * @param treated number of enrolled friends in any variant but {@link #CONTROL}
 */
public record ObservedPerson(int variant, int cluster, double outcome, int friends, int treated) {

    /** Variant without treatment. */
    public static final int CONTROL = 0;

    /**
     * Observes an enrolled person; O(degree).
     *
     * @param variants variant of each person, or {@link CrossEdges#NOT_ENROLLED}
     */
    public static ObservedPerson of(FriendGraph graph, int person, int[] variants, Clusters clusters, double outcome) {
        int friends = 0;
        int treated = 0;
        int end = graph.first(person) + graph.degree(person);
        for (int at = graph.first(person); at < end; at++) {
            int variant = variants[graph.friends()[at]];
            if (variant != CrossEdges.NOT_ENROLLED) {
                friends++;
                treated += variant == CONTROL ? 0 : 1;
            }
        }
        return new ObservedPerson(variants[person], clusters.byPerson()[person], outcome, friends, treated);
    }
}
