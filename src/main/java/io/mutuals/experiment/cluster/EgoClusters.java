package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.graph.FriendGraph;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Clusters of one person, the ego, with most of their friends.
 *
 * <p>After Saint-Jacques, Varshney, Simpson and Xu, Using Ego-Clusters to Measure Network Effects at LinkedIn, 2019. An ego is surrounded by
 * friends in its own variant, so what becomes of egos shows an effect together with what comes of it through friends. The friends' own
 * friends may be in any variant: outcomes are measured on egos only.
 *
 * @param clusters who is in which cluster; many are in none
 * @param egos the ego of each cluster
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record EgoClusters(Clusters clusters, int[] egos) {

    /**
     * Makes a cluster of each person who may be an ego, in random order, with those of their friends who are in none yet; O(friendships).
     *
     * @param fewestFriends how many friends an ego has at least, at least 1
     * @param mostFriends how many an ego has at most
     * @param freeShare the part of an ego's friends who must be free to join, above 0, up to 1
     * @param seed the same graph with the same seed gives the same clusters
     */
    public static EgoClusters of(FriendGraph graph, int fewestFriends, int mostFriends, double freeShare, long seed) {
        int[] byPerson = new int[graph.people()];
        Arrays.fill(byPerson, Clusters.NONE);
        int[] egos = new int[graph.people()];
        int count = 0;
        for (int person : RandomOrder.of(graph.people(), new SplittableRandom(seed))) {
            int degree = graph.degree(person);
            if (byPerson[person] == Clusters.NONE
                    && degree >= fewestFriends
                    && degree <= mostFriends
                    && free(graph, person, byPerson) >= freeShare * degree) {
                egos[count] = person;
                join(graph, person, byPerson, count++);
            }
        }
        return new EgoClusters(new Clusters(byPerson, count), Arrays.copyOf(egos, count));
    }

    private static int free(FriendGraph graph, int person, int[] byPerson) {
        int free = 0;
        int end = graph.first(person) + graph.degree(person);
        for (int at = graph.first(person); at < end; at++) {
            if (byPerson[graph.friends()[at]] == Clusters.NONE) {
                free++;
            }
        }
        return free;
    }

    private static void join(FriendGraph graph, int ego, int[] byPerson, int cluster) {
        byPerson[ego] = cluster;
        int end = graph.first(ego) + graph.degree(ego);
        for (int at = graph.first(ego); at < end; at++) {
            int friend = graph.friends()[at];
            if (byPerson[friend] == Clusters.NONE) {
                byPerson[friend] = cluster;
            }
        }
    }
}
