package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * How recent friendships are. Age is counted in friendships and not in seconds: 0 for the latest of the graph, near 1 for the earliest,
 * 0.1 when one in ten began later. So a graph that grows in bursts, or twice as fast, looks the same.
 */
final class Freshness {

    /** After which age a friendship counts 1/e of a new one: for degrees, from the shortest memory to the longest. */
    static final float[] MEMORIES = {0.01f, 0.05f, 0.2f};

    private static final float EDGE_MEMORY = 0.1f;

    /** Whether times are known and differ; when not, every age is 0 and every weight 1. */
    final boolean known;

    /** For each place in {@link FriendGraph#friends()} exp(-age / 0.1). */
    final float[] weight;

    /** For each person the sum of the weights of their friendships. */
    final float[] weightSum;

    /** For each of {@link #MEMORIES} and each person how many friends they have, recent ones counting most. */
    final float[][] degree;

    /** For each person the age of their latest friendship. */
    final float[] latest;

    /** For each person the age of their first friendship. */
    final float[] first;

    private Freshness(int people, boolean known, float[] weight) {
        this.known = known;
        this.weight = weight;
        weightSum = new float[people];
        degree = new float[MEMORIES.length][people];
        latest = new float[people];
        first = new float[people];
    }

    static Freshness of(FriendGraph graph) {
        int[] since = graph.since();
        int[] sorted = since.clone();
        Arrays.parallelSort(sorted);
        boolean known = sorted.length > 0 && sorted[sorted.length / 2] > 0 && sorted[0] < sorted[sorted.length - 1];
        float[] weight = new float[known ? since.length : 0];
        Freshness freshness = new Freshness(graph.people(), known, weight);
        if (known) {
            for (int person = 0; person < graph.people(); person++) {
                freshness.take(graph, person, sorted);
            }
        }
        return freshness;
    }

    private void take(FriendGraph graph, int person, int[] sorted) {
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
