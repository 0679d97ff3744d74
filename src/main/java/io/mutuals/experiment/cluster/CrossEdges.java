package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;

/**
 * Friendships between enrolled people that cross variants or clusters.
 *
 * @param friendships number of friendships between enrolled people
 * @param betweenVariants fraction of them whose ends are in different variants, 0 to 1; 0 if there are none
 * @param betweenClusters fraction of them whose ends are not in the same cluster, 0 to 1; 0 if there are none
 */
public record CrossEdges(int friendships, double betweenVariants, double betweenClusters) {

    /** Variant of people who are not enrolled. */
    public static final int NOT_ENROLLED = -1;

    /**
     * Counts the crossing friendships; O(friendships).
     *
     * @param variants variant of each person, or {@link #NOT_ENROLLED}
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
