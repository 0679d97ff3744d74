package io.mutuals.suggestion.friendgraph;

/**
 * Computes the core number of each person: the largest k such that the person belongs to a subgraph in which every
 * degree is at least k.
 *
 * <p>Batagelj and Zaveršnik, "An O(m) algorithm for cores decomposition of networks", 2003. O(friendships).
 */
final class CoreNumbers {

    private CoreNumbers() {}

    /** Returns the core numbers, indexed by person. */
    static int[] of(FriendGraph graph) {
        int people = graph.people();
        int maxDegree = 0;
        int[] remaining = new int[people];
        for (int person = 0; person < people; person++) {
            remaining[person] = graph.degree(person);
            maxDegree = Math.max(maxDegree, remaining[person]);
        }
        int[] bucket = new int[maxDegree + 2];
        for (int person = 0; person < people; person++) {
            bucket[remaining[person] + 1]++;
        }
        for (int degree = 0; degree <= maxDegree; degree++) {
            bucket[degree + 1] += bucket[degree];
        }
        int[] order = new int[people];
        int[] index = new int[people];
        int[] next = bucket.clone();
        for (int person = 0; person < people; person++) {
            index[person] = next[remaining[person]]++;
            order[index[person]] = person;
        }
        for (int at = 0; at < people; at++) {
            int person = order[at];
            int end = graph.first(person) + graph.degree(person);
            for (int row = graph.first(person); row < end; row++) {
                int friend = graph.friends()[row];
                if (remaining[friend] > remaining[person]) {
                    // Swap the friend with the first of equal remaining degree and advance the bucket boundary past it.
                    int front = bucket[remaining[friend]]++;
                    int other = order[front];
                    order[front] = friend;
                    order[index[friend]] = other;
                    index[other] = index[friend];
                    index[friend] = front;
                    remaining[friend]--;
                }
            }
        }
        return remaining;
    }
}
