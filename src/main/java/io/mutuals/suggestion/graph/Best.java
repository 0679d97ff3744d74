package io.mutuals.suggestion.graph;

import java.util.function.LongToDoubleFunction;

/**
 * The best of many candidates by a key: a heap whose root is the worst of those kept, so that most are refused with one comparison.
 *
 * <p>Of equal keys the smaller id is better. Not thread-safe.
 */
final class Best {

    private long[] keys = new long[64];
    private int[] people = new int[64];
    private int[] common = new int[64];
    private int size;

    /** Begins anew. */
    void clear(int places) {
        size = 0;
        if (places > keys.length) {
            keys = new long[places];
            people = new int[places];
            common = new int[places];
        }
    }

    int size() {
        return size;
    }

    /** The key of the worst of those kept, of whom there must be some. */
    long worst() {
        return keys[0];
    }

    /**
     * Offers somebody for one of {@code places}.
     *
     * @param friends how many they have in common, to be kept with them
     */
    void offer(FriendGraph graph, int places, long key, int person, int friends) {
        if (size < places) {
            rise(graph, size++, key, person, friends);
        } else if (key > keys[0] || (key == keys[0] && graph.comesBefore(person, people[0]))) {
            sink(graph, key, person, friends);
        }
    }

    /**
     * Takes all out, best first.
     *
     * @param score what a key stands for
     */
    TwoHopRanking take(FriendGraph graph, LongToDoubleFunction score) {
        int[] ordered = new int[size];
        double[] scores = new double[size];
        int[] friends = new int[size];
        for (int place = size - 1; place >= 0; place--) {
            ordered[place] = people[0];
            scores[place] = score.applyAsDouble(keys[0]);
            friends[place] = common[0];
            size = place;
            sink(graph, keys[place], people[place], common[place]);
        }
        return new TwoHopRanking(new Ranking(ordered, scores), friends);
    }

    private void rise(FriendGraph graph, int from, long key, int person, int friends) {
        int at = from;
        while (at > 0) {
            int above = (at - 1) >>> 1;
            if (!isWorse(graph, key, person, above)) {
                break;
            }
            move(above, at);
            at = above;
        }
        put(at, key, person, friends);
    }

    private void sink(FriendGraph graph, long key, int person, int friends) {
        int at = 0;
        while (true) {
            int below = 2 * at + 1;
            if (below >= size) {
                break;
            }
            if (below + 1 < size && isWorse(graph, keys[below + 1], people[below + 1], below)) {
                below++;
            }
            if (isWorse(graph, key, person, below)) {
                break;
            }
            move(below, at);
            at = below;
        }
        put(at, key, person, friends);
    }

    private boolean isWorse(FriendGraph graph, long key, int person, int than) {
        return key < keys[than] || (key == keys[than] && graph.comesBefore(people[than], person));
    }

    private void move(int from, int to) {
        put(to, keys[from], people[from], common[from]);
    }

    private void put(int at, long key, int person, int friends) {
        keys[at] = key;
        people[at] = person;
        common[at] = friends;
    }
}
