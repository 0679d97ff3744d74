package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * Who of the friends whom a user and a candidate have in common know one another: a circle that both belong to speaks louder than as many
 * strangers (Cannistraci, Alanis-Lobato and Ravasi 2013; Ugander, Backstrom, Marlow and Kleinberg 2012). Not thread-safe.
 *
 * <p>Friends are bits, so that a candidate costs O(common friends x friends / 64). Of a user with more than {@value #MOST} friends the first so
 * many count.
 */
final class Circles {

    static final int MOST = 1_024;

    /** From which ratio on looking for some in a row is quicker than reading it. */
    private static final int MUCH_LONGER = 16;

    /** How many common friends there are. */
    int size;

    /** How many friendships there are among the common friends. */
    int links;

    /** How many of the common friends know another of them. */
    int linked;

    /** Into how many parts the common friends fall when only friendships among them connect. */
    int parts;

    /** The sum over common friends w of (common friends that w knows) / ln(friends of w), and of the same / (friends of w). */
    float adamic;

    float allocation;

    private final Landscape land;
    private final FriendGraph graph;
    private final int[] friends;

    /** For each person their place among the user's friends, counted from 1; 0 for everybody else. */
    private final int[] place;

    private int user = FriendGraph.NOBODY;
    private int known;
    private int words;
    private long[] knows = new long[0];
    private long[] common = new long[0];
    private long[] left = new long[0];
    private int[] queue = new int[0];

    Circles(Landscape land) {
        this.land = land;
        graph = land.graph;
        friends = graph.friends();
        place = new int[graph.people()];
    }

    /** Turns to the friends of {@code user}. */
    void of(int user) {
        forget();
        this.user = user;
        int first = graph.first(user);
        known = Math.min(graph.degree(user), MOST);
        words = (known + Long.SIZE - 1) / Long.SIZE;
        if (knows.length < known * words) {
            knows = new long[known * words];
        }
        Arrays.fill(knows, 0, known * words, 0);
        common = new long[words];
        left = new long[words];
        queue = queue.length < known ? new int[known] : queue;
        for (int at = 0; at < known; at++) {
            place[friends[first + at]] = at + 1;
        }
        for (int at = 0; at < known; at++) {
            int friend = friends[first + at];
            if (land.ties.common[first + at] > 0) {
                mark(friend, knows, at * words);
            }
        }
    }

    private void forget() {
        if (user != FriendGraph.NOBODY) {
            int first = graph.first(user);
            for (int at = 0; at < known; at++) {
                place[friends[first + at]] = 0;
            }
        }
    }

    /** Looks at the friends in common with {@code candidate}. */
    void with(int candidate) {
        size = 0;
        linked = 0;
        parts = 0;
        adamic = 0;
        allocation = 0;
        Arrays.fill(common, 0);
        mark(candidate, common, 0);
        System.arraycopy(common, 0, left, 0, words);
        int first = graph.first(user);
        int ends = 0;
        for (int word = 0; word < words; word++) {
            while (left[word] != 0) {
                parts++;
                ends += part(word * Long.SIZE + Long.numberOfTrailingZeros(left[word]), first);
            }
        }
        links = ends / 2;
    }

    /**
     * Takes away everybody with whom {@code from} is connected.
     *
     * @return how many friendships with common friends they have, together; each friendship counts for both
     */
    private int part(int from, int first) {
        int ends = 0;
        int met = 0;
        queue[met++] = from;
        left[from / Long.SIZE] &= ~(1L << from);
        for (int next = 0; next < met; next++) {
            int at = queue[next];
            int knowing = 0;
            for (int word = 0; word < words; word++) {
                long others = knows[at * words + word] & common[word];
                knowing += Long.bitCount(others);
                long more = others & left[word];
                left[word] &= ~more;
                while (more != 0) {
                    queue[met++] = word * Long.SIZE + Long.numberOfTrailingZeros(more);
                    more &= more - 1;
                }
            }
            int friend = friends[first + at];
            linked += knowing > 0 ? 1 : 0;
            adamic += knowing * land.rarity[friend];
            allocation += knowing * land.share[friend];
            ends += knowing;
        }
        size += met;
        return ends;
    }

    /** Sets the bits of those of the user's friends who are friends of {@code person}; O(the shorter row), about. */
    private void mark(int person, long[] bits, int from) {
        if (graph.degree(person) > MUCH_LONGER * known) {
            int first = graph.first(user);
            for (int at = 0; at < known; at++) {
                if (graph.areFriends(person, friends[first + at])) {
                    bits[from + at / Long.SIZE] |= 1L << at;
                }
            }
            return;
        }
        int first = graph.first(person);
        int end = first + graph.degree(person);
        for (int row = first; row < end; row++) {
            int at = place[friends[row]] - 1;
            if (at >= 0) {
                bits[from + at / Long.SIZE] |= 1L << at;
            }
        }
    }
}
