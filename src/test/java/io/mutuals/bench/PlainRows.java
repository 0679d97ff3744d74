package io.mutuals.bench;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;

/**
 * The simplest fast ranker of friends of friends: an array of friends for each person, an array of sums and a heap of
 * the best. It has no limits, versions or ids. Not thread-safe.
 */
final class PlainRows {

    private final int[][] friends;
    private final double[] sums;
    private final int[] counts;
    private final int[] touched;
    private final double[] weights;

    PlainRows(FriendGraph graph) {
        int people = graph.people();
        friends = new int[people][];
        weights = new double[people];
        for (int person = 0; person < people; person++) {
            int first = graph.first(person);
            friends[person] = Arrays.copyOfRange(graph.friends(), first, first + graph.degree(person));
            weights[person] = 1 / Math.log(Math.max(graph.degree(person), 2));
        }
        sums = new double[people];
        counts = new int[people];
        touched = new int[people];
    }

    int[] adamicAdar(int person, int places) {
        int size = 0;
        for (int friend : friends[person]) {
            double weight = weights[friend];
            for (int candidate : friends[friend]) {
                if (sums[candidate] == 0) {
                    touched[size++] = candidate;
                }
                sums[candidate] += weight;
            }
        }
        sums[person] = 0;
        for (int friend : friends[person]) {
            sums[friend] = 0;
        }
        double[] best = new double[places];
        int[] who = new int[places];
        for (int at = 0; at < size; at++) {
            int candidate = touched[at];
            double sum = sums[candidate];
            sums[candidate] = 0;
            if (sum > best[0] || (sum > 0 && sum == best[0] && candidate < who[0])) {
                sink(best, who, sum, candidate);
            }
        }
        return who;
    }

    int[] commonNeighbours(int person, int places) {
        int size = 0;
        for (int friend : friends[person]) {
            for (int candidate : friends[friend]) {
                if (counts[candidate]++ == 0) {
                    touched[size++] = candidate;
                }
            }
        }
        counts[person] = 0;
        for (int friend : friends[person]) {
            counts[friend] = 0;
        }
        double[] best = new double[places];
        int[] who = new int[places];
        for (int at = 0; at < size; at++) {
            int candidate = touched[at];
            int count = counts[candidate];
            counts[candidate] = 0;
            if (count > best[0] || (count > 0 && count == best[0] && candidate < who[0])) {
                sink(best, who, count, candidate);
            }
        }
        return who;
    }

    private static void sink(double[] best, int[] who, double sum, int candidate) {
        int at = 0;
        for (int below = 1; below < best.length; below = 2 * at + 1) {
            if (below + 1 < best.length && isWorse(best[below + 1], who[below + 1], best[below], who[below])) {
                below++;
            }
            if (!isWorse(best[below], who[below], sum, candidate)) {
                break;
            }
            best[at] = best[below];
            who[at] = who[below];
            at = below;
        }
        best[at] = sum;
        who[at] = candidate;
    }

    private static boolean isWorse(double one, int person, double other, int than) {
        return one < other || (one == other && person > than);
    }
}
