package io.mutuals.suggestion.graph;

/**
 * The core number of each person: the largest k such that they belong to a part of the graph in which everybody has k friends.
 *
 * <p>Batagelj and Zaveršnik 2003: takes away the least connected again and again. O(friendships).
 */
final class Cores {

    private Cores() {}

    static int[] of(FriendGraph graph) {
        int people = graph.people();
        int most = 0;
        int[] left = new int[people];
        for (int person = 0; person < people; person++) {
            left[person] = graph.degree(person);
            most = Math.max(most, left[person]);
        }
        int[] start = new int[most + 2];
        for (int person = 0; person < people; person++) {
            start[left[person] + 1]++;
        }
        for (int degree = 0; degree <= most; degree++) {
            start[degree + 1] += start[degree];
        }
        int[] order = new int[people];
        int[] place = new int[people];
        int[] next = start.clone();
        for (int person = 0; person < people; person++) {
            place[person] = next[left[person]]++;
            order[place[person]] = person;
        }
        for (int at = 0; at < people; at++) {
            int person = order[at];
            int end = graph.first(person) + graph.degree(person);
            for (int row = graph.first(person); row < end; row++) {
                int friend = graph.friends()[row];
                if (left[friend] > left[person]) {
                    // Moves the friend to the front of those of equal degree, which then begin one later.
                    int front = start[left[friend]]++;
                    int other = order[front];
                    order[front] = friend;
                    order[place[friend]] = other;
                    place[other] = place[friend];
                    place[friend] = front;
                    left[friend]--;
                }
            }
        }
        return left;
    }
}
