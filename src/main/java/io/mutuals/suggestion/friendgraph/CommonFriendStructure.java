package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Measures how the common friends of a user and a candidate are connected with one another. Common friends from one
 * shared circle are stronger evidence than the same number of strangers (Cannistraci, Alanis-Lobato and Ravasi 2013;
 * Ugander, Backstrom, Marlow and Kleinberg 2012).
 *
 * <p>Friend sets are bitsets, so a candidate costs O(common friends x friends / 64). Only the first {@value
 * #MAX_FRIENDS} friends of a user are considered. Not thread-safe: {@link #measure} leaves its result in the fields.
 */
final class CommonFriendStructure {

    static final int MAX_FRIENDS = 1_024;

    /** Ratio of row lengths above which binary searches are faster than a scan of the longer row. */
    private static final int SEARCH_RATIO = 16;

    /** Number of common friends. */
    int size;

    /** Number of friendships among the common friends. */
    int linkCount;

    /** Number of common friends who are friends with another common friend. */
    int linkedFriends;

    /** Number of connected components of the subgraph induced by the common friends. */
    int components;

    /** Sum over common friends w of (friends of w among the common friends) / ln(degree of w). */
    float adamic;

    /** As {@link #adamic}, divided by the degree instead of its logarithm. */
    float allocation;

    private final GraphFeatures features;
    private final FriendGraph graph;
    private final int[] friends;

    /** Index of each person among the user's friends plus 1; 0 for everyone else. */
    private final int[] friendIndex;

    private int user = FriendGraph.NOT_FOUND;
    private int friendCount;
    private int words;
    private long[] adjacency = new long[0];
    private long[] common = new long[0];
    private long[] unvisited = new long[0];
    private int[] queue = new int[0];

    CommonFriendStructure(GraphFeatures features) {
        this.features = features;
        graph = features.graph;
        friends = graph.friends();
        friendIndex = new int[graph.people()];
    }

    /** Selects the user whose friends are examined; O(sum of the lengths of the friends' rows). */
    void selectUser(int user) {
        clearUser();
        this.user = user;
        int first = graph.first(user);
        friendCount = Math.min(graph.degree(user), MAX_FRIENDS);
        words = (friendCount + Long.SIZE - 1) / Long.SIZE;
        if (adjacency.length < friendCount * words) {
            adjacency = new long[friendCount * words];
        }
        Arrays.fill(adjacency, 0, friendCount * words, 0);
        common = new long[words];
        unvisited = new long[words];
        queue = queue.length < friendCount ? new int[friendCount] : queue;
        for (int at = 0; at < friendCount; at++) {
            friendIndex[friends[first + at]] = at + 1;
        }
        for (int at = 0; at < friendCount; at++) {
            int friend = friends[first + at];
            if (features.ties.common[first + at] > 0) {
                mark(friend, adjacency, at * words);
            }
        }
    }

    private void clearUser() {
        if (user != FriendGraph.NOT_FOUND) {
            int first = graph.first(user);
            for (int at = 0; at < friendCount; at++) {
                friendIndex[friends[first + at]] = 0;
            }
        }
    }

    /** Computes the fields for the common friends with {@code candidate}. */
    void measure(int candidate) {
        size = 0;
        linkedFriends = 0;
        components = 0;
        adamic = 0;
        allocation = 0;
        Arrays.fill(common, 0);
        mark(candidate, common, 0);
        System.arraycopy(common, 0, unvisited, 0, words);
        int first = graph.first(user);
        int degreeSum = 0;
        for (int word = 0; word < words; word++) {
            while (unvisited[word] != 0) {
                components++;
                degreeSum += removeComponent(word * Long.SIZE + Long.numberOfTrailingZeros(unvisited[word]), first);
            }
        }
        linkCount = degreeSum / 2;
    }

    /**
     * Removes the connected component of {@code from} from the common friends not yet visited.
     *
     * @return sum of the degrees within the component, that is, twice its number of friendships
     */
    private int removeComponent(int from, int first) {
        int degreeSum = 0;
        int queued = 0;
        queue[queued++] = from;
        unvisited[from / Long.SIZE] &= ~(1L << from);
        for (int next = 0; next < queued; next++) {
            int at = queue[next];
            int linksHere = 0;
            for (int word = 0; word < words; word++) {
                long others = adjacency[at * words + word] & common[word];
                linksHere += Long.bitCount(others);
                long discovered = others & unvisited[word];
                unvisited[word] &= ~discovered;
                while (discovered != 0) {
                    queue[queued++] = word * Long.SIZE + Long.numberOfTrailingZeros(discovered);
                    discovered &= discovered - 1;
                }
            }
            int friend = friends[first + at];
            linkedFriends += linksHere > 0 ? 1 : 0;
            adamic += linksHere * features.rarity[friend];
            allocation += linksHere * features.share[friend];
            degreeSum += linksHere;
        }
        size += queued;
        return degreeSum;
    }

    /** Sets the bits of the user's friends who are also friends of {@code person}. */
    private void mark(int person, long[] bits, int from) {
        if (graph.degree(person) > SEARCH_RATIO * friendCount) {
            int first = graph.first(user);
            for (int at = 0; at < friendCount; at++) {
                if (graph.areFriends(person, friends[first + at])) {
                    bits[from + at / Long.SIZE] |= 1L << at;
                }
            }
            return;
        }
        int first = graph.first(person);
        int end = first + graph.degree(person);
        for (int row = first; row < end; row++) {
            int at = friendIndex[friends[row]] - 1;
            if (at >= 0) {
                bits[from + at / Long.SIZE] |= 1L << at;
            }
        }
    }
}
