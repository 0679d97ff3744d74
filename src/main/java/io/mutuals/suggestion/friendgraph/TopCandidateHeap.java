package io.mutuals.suggestion.friendgraph;

import java.util.function.LongToDoubleFunction;

/**
 * Bounded min-heap that keeps the top candidates by key. The root is the worst candidate kept, so most offers are
 * rejected with a single comparison.
 *
 * <p>Ties are broken in favour of the smaller id. Not thread-safe.
 */
final class TopCandidateHeap {

    private long[] keys = new long[64];
    private int[] candidates = new int[64];
    private int[] commonCounts = new int[64];
    private int size;

    /** Removes all candidates and reserves room for {@code capacity} of them. */
    void clear(int capacity) {
        size = 0;
        if (capacity > keys.length) {
            keys = new long[capacity];
            candidates = new int[capacity];
            commonCounts = new int[capacity];
        }
    }

    int size() {
        return size;
    }

    /** Returns the smallest key kept. The heap must not be empty. */
    long worst() {
        return keys[0];
    }

    /**
     * Offers a candidate, evicting the worst one kept if the heap already holds {@code capacity}.
     *
     * @param commonFriends number of common friends, stored alongside the candidate
     */
    void offer(FriendGraph graph, int capacity, long key, int candidate, int commonFriends) {
        if (size < capacity) {
            siftUp(graph, size++, key, candidate, commonFriends);
        } else if (key > keys[0] || (key == keys[0] && graph.comesBefore(candidate, candidates[0]))) {
            siftDown(graph, key, candidate, commonFriends);
        }
    }

    /**
     * Removes and returns all candidates, best first.
     *
     * @param score converts a key to the score reported in the ranking
     */
    TwoHopRanking drain(FriendGraph graph, LongToDoubleFunction score) {
        int[] ordered = new int[size];
        double[] scores = new double[size];
        int[] commonFriends = new int[size];
        for (int place = size - 1; place >= 0; place--) {
            ordered[place] = candidates[0];
            scores[place] = score.applyAsDouble(keys[0]);
            commonFriends[place] = commonCounts[0];
            size = place;
            siftDown(graph, keys[place], candidates[place], commonCounts[place]);
        }
        return new TwoHopRanking(new Ranking(ordered, scores), commonFriends);
    }

    private void siftUp(FriendGraph graph, int from, long key, int candidate, int commonFriends) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!isWorse(graph, key, candidate, parent)) {
                break;
            }
            move(parent, index);
            index = parent;
        }
        put(index, key, candidate, commonFriends);
    }

    private void siftDown(FriendGraph graph, long key, int candidate, int commonFriends) {
        int index = 0;
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isWorse(graph, keys[child + 1], candidates[child + 1], child)) {
                child++;
            }
            if (isWorse(graph, key, candidate, child)) {
                break;
            }
            move(child, index);
            index = child;
        }
        put(index, key, candidate, commonFriends);
    }

    private boolean isWorse(FriendGraph graph, long key, int candidate, int than) {
        return key < keys[than] || (key == keys[than] && graph.comesBefore(candidates[than], candidate));
    }

    private void move(int from, int to) {
        put(to, keys[from], candidates[from], commonCounts[from]);
    }

    private void put(int index, long key, int candidate, int commonFriends) {
        keys[index] = key;
        candidates[index] = candidate;
        commonCounts[index] = commonFriends;
    }
}
