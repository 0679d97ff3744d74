package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Recency of friendships. Age is measured in friendships rather than seconds: 0 for the latest of the graph, close to 1
 * for the earliest, 0.1 if a tenth of all friendships began later. A graph that grows in bursts, or twice as fast,
 * therefore yields the same features.
 */
final class FriendshipRecency {

    /** Ages at which a friendship's weight in a degree has decayed to 1/e, from the shortest memory to the longest. */
    static final float[] MEMORIES = {0.01f, 0.05f, 0.2f};

    private static final float EDGE_MEMORY = 0.1f;

    /** True if times are known and differ. Otherwise {@link #weight} is empty and all sums are 0. */
    final boolean known;

    /** exp(-age / 0.1) of each entry of {@link FriendGraph#friends()}. */
    final float[] weight;

    /** Sum of the weights of each person's friendships. */
    final float[] weightSum;

    /** Degrees with exponentially decaying weights, indexed by memory and person. */
    final float[][] degree;

    /** Age of each person's latest friendship. */
    final float[] latest;

    /** Age of each person's first friendship. */
    final float[] first;

    private FriendshipRecency(int people, boolean known, float[] weight) {
        this.known = known;
        this.weight = weight;
        weightSum = new float[people];
        degree = new float[MEMORIES.length][people];
        latest = new float[people];
        first = new float[people];
    }

    /** Computes the recency of all friendships of a graph; O(friendships x log friendships). */
    static FriendshipRecency of(FriendGraph graph) {
        int[] since = graph.since();
        int[] sorted = since.clone();
        Arrays.parallelSort(sorted);
        boolean known = sorted.length > 0 && sorted[sorted.length / 2] > 0 && sorted[0] < sorted[sorted.length - 1];
        float[] weight = new float[known ? since.length : 0];
        FriendshipRecency recency = new FriendshipRecency(graph.people(), known, weight);
        if (known) {
            for (int person = 0; person < graph.people(); person++) {
                recency.addPerson(graph, person, sorted);
            }
        }
        return recency;
    }

    private void addPerson(FriendGraph graph, int person, int[] sorted) {
        float oldest = 0;
        float newest = 1;
        int end = graph.first(person) + graph.degree(person);
        for (int at = graph.first(person); at < end; at++) {
            float age = age(graph.since()[at], sorted);
            weight[at] = (float) Math.exp(-age / EDGE_MEMORY);
            weightSum[person] += weight[at];
            for (int memory = 0; memory < MEMORIES.length; memory++) {
                degree[memory][person] += (float) Math.exp(-age / MEMORIES[memory]);
            }
            oldest = Math.max(oldest, age);
            newest = Math.min(newest, age);
        }
        latest[person] = newest;
        first[person] = oldest;
    }

    private static float age(int since, int[] sorted) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= since) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return (float) (sorted.length - from) / sorted.length;
    }
}
