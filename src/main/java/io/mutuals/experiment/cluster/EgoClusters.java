package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Clusters of one person each, the ego, with most of the ego's friends.
 *
 * <p>After Saint-Jacques, Varshney, Simpson and Xu, "Using Ego-Clusters to Measure Network Effects at LinkedIn", 2019.
 * Egos are surrounded by friends in their own variant, so their outcomes show the direct effect together with the
 * effect through friends. The friends' own friends may be in any variant, so outcomes are measured on egos only.
 *
 * @param clusters clusters of egos and friends; many people are in none
 * @param egos ego of each cluster
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record EgoClusters(Clusters clusters, int[] egos) {

    /**
     * Builds clusters greedily: visits people in random order and groups each eligible ego with those of their friends
     * who are in no cluster yet; O(friendships).
     *
     * @param minFriends minimum degree of an ego, at least 1
     * @param maxFriends maximum degree of an ego
     * @param freeShare minimum fraction of an ego's friends who must still be in no cluster, above 0 and at most 1
     * @param seed seed of the visiting order; the result is deterministic for a given graph and seed
     */
    public static EgoClusters of(FriendGraph graph, int minFriends, int maxFriends, double freeShare, long seed) {
        int[] byPerson = new int[graph.people()];
        Arrays.fill(byPerson, Clusters.NONE);
        int[] egos = new int[graph.people()];
        int count = 0;
        for (int person : RandomOrder.of(graph.people(), new SplittableRandom(seed))) {
            int degree = graph.degree(person);
            if (byPerson[person] == Clusters.NONE
                    && degree >= minFriends
                    && degree <= maxFriends
                    && countFree(graph, person, byPerson) >= freeShare * degree) {
                egos[count] = person;
                addCluster(graph, person, byPerson, count++);
            }
        }
        return new EgoClusters(new Clusters(byPerson, count), Arrays.copyOf(egos, count));
    }

    private static int countFree(FriendGraph graph, int person, int[] byPerson) {
        int free = 0;
        int end = graph.first(person) + graph.degree(person);
        for (int at = graph.first(person); at < end; at++) {
            if (byPerson[graph.friends()[at]] == Clusters.NONE) {
                free++;
            }
        }
        return free;
    }

    private static void addCluster(FriendGraph graph, int ego, int[] byPerson, int cluster) {
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
