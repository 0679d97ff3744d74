package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * Who is friends with whom, as rows of numbers in one array (compressed sparse rows).
 *
 * <p>People are numbered 0 to {@link #people()} - 1 in this graph; {@link #id} and {@link #person} translate. The friends of a person are
 * {@code friends()[first(person)]} up to, without it, {@code friends()[first(person) + degree(person)]}, in ascending order of their
 * numbers; {@code since()} has at the same places when each friendship began. Immutable, so safe to share; the arrays must not be
 * written to.
 */
public final class FriendGraph {

    /** What {@link #person} says of an id that is not in the graph. */
    public static final int NOBODY = -1;

    private final long[] ids;
    private final int[] first;
    private final int[] friends;
    private final int[] since;

    private FriendGraph(long[] ids, int[] first, int[] friends, int[] since) {
        this.ids = ids;
        this.first = first;
        this.friends = friends;
        this.since = since;
    }

    /** How many people there are, with and without friends. */
    public int people() {
        return ids.length;
    }

    /** How many friendships there are, each counted once. */
    public int friendships() {
        return friends.length / 2;
    }

    /** The id of a person. */
    public long id(int person) {
        return ids[person];
    }

    /** The number of the person with this id, or {@link #NOBODY}; O(log people). */
    public int person(long id) {
        int found = Arrays.binarySearch(ids, id);
        return found < 0 ? NOBODY : found;
    }

    /** Whether {@code one} has the smaller id. */
    boolean comesBefore(int one, int other) {
        return one < other;
    }

    /** How many friends a person has. */
    public int degree(int person) {
        return first[person + 1] - first[person];
    }

    /** Where the row of a person begins. */
    public int first(int person) {
        return first[person];
    }

    /** All rows. */
    public int[] friends() {
        return friends;
    }

    /** For each place in {@link #friends()} when the friendship began, in seconds since 1970; 0 when that is not known. */
    public int[] since() {
        return since;
    }

    /** Whether two people are friends; O(log degree) of the one with fewer friends. */
    public boolean areFriends(int one, int other) {
        int fewer = degree(one) <= degree(other) ? one : other;
        int sought = fewer == one ? other : one;
        int from = first(fewer);
        return Arrays.binarySearch(friends, from, from + degree(fewer), sought) >= 0;
    }

    /** Collects people and friendships. Not thread-safe. */
    public static final class Builder {

        private long[] ones = new long[1024];
        private long[] others = new long[1024];
        private int[] times = new int[1024];
        private int size;

        /** Adds a person, who need have no friends. */
        public Builder person(long id) {
            return friendship(id, id, 0);
        }

        /**
         * Adds a friendship. Of a pair that is added more than once the earliest known time is kept.
         *
         * @param since in seconds since 1970; 0 when not known
         */
        public Builder friendship(long one, long other, int since) {
            if (size == ones.length) {
                int larger = size + (size >> 1);
                ones = Arrays.copyOf(ones, larger);
                others = Arrays.copyOf(others, larger);
                times = Arrays.copyOf(times, larger);
            }
            ones[size] = one;
            others[size] = other;
            times[size++] = since;
            return this;
        }

        /** The graph of what was added; O(n log n). */
        public FriendGraph build() {
            long[] ids = everybody();
            int[] count = new int[ids.length + 1];
            int[] a = new int[size];
            int[] b = new int[size];
            for (int at = 0; at < size; at++) {
                a[at] = Arrays.binarySearch(ids, ones[at]);
                b[at] = Arrays.binarySearch(ids, others[at]);
                if (a[at] != b[at]) {
                    count[a[at] + 1]++;
                    count[b[at] + 1]++;
                }
            }
            for (int person = 0; person < ids.length; person++) {
                count[person + 1] += count[person];
            }
            // A friend's number above its time, so that sorting a row puts the earliest of equal friends first.
            long[] rows = new long[count[ids.length]];
            int[] next = count.clone();
            for (int at = 0; at < size; at++) {
                if (a[at] != b[at]) {
                    long time = Integer.toUnsignedLong(times[at] == 0 ? -1 : times[at]);
                    rows[next[a[at]]++] = (long) b[at] << 32 | time;
                    rows[next[b[at]]++] = (long) a[at] << 32 | time;
                }
            }
            return packed(ids, count, rows);
        }

        private long[] everybody() {
            long[] all = new long[2 * size];
            System.arraycopy(ones, 0, all, 0, size);
            System.arraycopy(others, 0, all, size, size);
            Arrays.parallelSort(all);
            int distinct = 0;
            for (int at = 0; at < all.length; at++) {
                if (at == 0 || all[at] != all[at - 1]) {
                    all[distinct++] = all[at];
                }
            }
            return Arrays.copyOf(all, distinct);
        }

        private static FriendGraph packed(long[] ids, int[] begin, long[] rows) {
            int[] first = new int[ids.length + 1];
            int[] friends = new int[rows.length];
            int[] since = new int[rows.length];
            int filled = 0;
            for (int person = 0; person < ids.length; person++) {
                first[person] = filled;
                Arrays.sort(rows, begin[person], begin[person + 1]);
                for (int at = begin[person]; at < begin[person + 1]; at++) {
                    int friend = (int) (rows[at] >>> 32);
                    if (filled > first[person] && friends[filled - 1] == friend) {
                        continue;
                    }
                    int time = (int) rows[at];
                    friends[filled] = friend;
                    since[filled++] = time == -1 ? 0 : time;
                }
            }
            first[ids.length] = filled;
            return new FriendGraph(ids, first, Arrays.copyOf(friends, filled), Arrays.copyOf(since, filled));
        }
    }
}
