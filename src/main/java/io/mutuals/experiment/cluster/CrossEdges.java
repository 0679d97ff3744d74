package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.graph.FriendGraph;

/**
 * How many of the friendships between enrolled people cross from one variant, or cluster, into another.
 *
 * @param friendships between people who are both enrolled
 * @param betweenVariants the part of them whose ends are in different variants, from 0 to 1; 0 when there are none
 * @param betweenClusters the part whose ends are not in one cluster, likewise
 */
public record CrossEdges(int friendships, double betweenVariants, double betweenClusters) {

    /** What {@code variants} says of somebody who is not enrolled. */
    public static final int NOT_ENROLLED = -1;

    /**
     * Counts them; O(friendships).
     *
     * @param variants the variant of each person, or {@link #NOT_ENROLLED}
     */
    public static CrossEdges of(FriendGraph graph, int[] variants, Clusters clusters) {
        int friendships = 0;
        int betweenVariants = 0;
        int betweenClusters = 0;
        for (int person = 0; person < graph.people(); person++) {
            if (variants[person] == NOT_ENROLLED) {
                continue;
            }
            int cluster = clusters.byPerson()[person];
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                int friend = graph.friends()[at];
                if (friend > person && variants[friend] != NOT_ENROLLED) {
                    friendships++;
                    betweenVariants += variants[friend] == variants[person] ? 0 : 1;
                    betweenClusters += cluster != Clusters.NONE && clusters.byPerson()[friend] == cluster ? 0 : 1;
                }
            }
        }
        double all = Math.max(1, friendships);
        return new CrossEdges(friendships, betweenVariants / all, betweenClusters / all);
    }
}
