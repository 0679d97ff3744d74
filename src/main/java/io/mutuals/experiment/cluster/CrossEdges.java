package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.graph.FriendGraph;

/**
 * How many of the friendships between enrolled people cross from one arm, or cluster, into another.
 *
 * @param friendships between people who are both enrolled
 * @param betweenArms the part of them whose ends are in different arms, from 0 to 1; 0 when there are none
 * @param betweenClusters the part whose ends are not in one cluster, likewise
 */
public record CrossEdges(int friendships, double betweenArms, double betweenClusters) {

    /** What {@code arms} says of somebody who is not enrolled. */
    public static final int NOT_ENROLLED = -1;

    /**
     * Counts them; O(friendships).
     *
     * @param arms the arm of each person, or {@link #NOT_ENROLLED}
     */
    public static CrossEdges of(FriendGraph graph, int[] arms, Clusters clusters) {
        int friendships = 0;
        int betweenArms = 0;
        int betweenClusters = 0;
        for (int person = 0; person < graph.people(); person++) {
            if (arms[person] == NOT_ENROLLED) {
                continue;
            }
            int cluster = clusters.byPerson()[person];
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                int friend = graph.friends()[at];
                if (friend > person && arms[friend] != NOT_ENROLLED) {
                    friendships++;
                    betweenArms += arms[friend] == arms[person] ? 0 : 1;
                    betweenClusters += cluster != Clusters.NONE && clusters.byPerson()[friend] == cluster ? 0 : 1;
                }
            }
        }
        double all = Math.max(1, friendships);
        return new CrossEdges(friendships, betweenArms / all, betweenClusters / all);
    }
}
