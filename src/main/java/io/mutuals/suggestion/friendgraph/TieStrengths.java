package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Tie strength: the number of common friends of each pair of friends.
 *
 * <p>Lists every triangle once, from its corner of lowest degree (Chiba and Nishizeki 1985): O(friendships^1.5).
 */
final class TieStrengths {

    /** Number of common friends of the pair at each index of {@link FriendGraph#friends()}. */
    final int[] common;

    /** Number of triangles through each person, that is, of pairs of their friends who are friends. */
    final int[] triangles;

    private final FriendGraph graph;

    private TieStrengths(FriendGraph graph) {
        this.graph = graph;
        common = new int[graph.friends().length];
        triangles = new int[graph.people()];
    }

    static TieStrengths of(FriendGraph graph) {
        TieStrengths ties = new TieStrengths(graph);
        ties.count();
        return ties;
    }

    /**
     * Orders people by degree, then number; each friendship is directed upward so that every triangle has a unique
     * lowest corner.
     */
    private boolean upward(int from, int to) {
        int difference = graph.degree(from) - graph.degree(to);
        return difference < 0 || (difference == 0 && from < to);
    }

    private void count() {
        int people = graph.people();
        int[] friends = graph.friends();
        // Compact rows of upward edges: the friend, and the index of the edge in the full rows.
        int[] first = new int[people + 1];
        int[] upper = new int[friends.length / 2];
        int[] place = new int[friends.length / 2];
        int filled = 0;
        for (int person = 0; person < people; person++) {
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                if (upward(person, friends[at])) {
                    upper[filled] = friends[at];
                    place[filled++] = at;
                }
            }
            first[person + 1] = filled;
        }
        int[] marked = new int[people];
        for (int person = 0; person < people; person++) {
            for (int at = first[person]; at < first[person + 1]; at++) {
                marked[upper[at]] = place[at] + 1;
            }
            for (int at = first[person]; at < first[person + 1]; at++) {
                int friend = upper[at];
                for (int third = first[friend]; third < first[friend + 1]; third++) {
                    int closing = marked[upper[third]];
                    if (closing != 0) {
                        common[place[at]]++;
                        common[place[third]]++;
                        common[closing - 1]++;
                    }
                }
            }
            for (int at = first[person]; at < first[person + 1]; at++) {
                marked[upper[at]] = 0;
            }
        }
        mirror();
    }

    private void mirror() {
        int[] friends = graph.friends();
        for (int person = 0; person < graph.people(); person++) {
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                int friend = friends[at];
                if (upward(person, friend)) {
                    int from = graph.first(friend);
                    common[Arrays.binarySearch(friends, from, from + graph.degree(friend), person)] = common[at];
                }
            }
        }
        for (int person = 0; person < graph.people(); person++) {
            int sum = 0;
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                sum += common[at];
            }
            triangles[person] = sum / 2;
        }
    }
}
