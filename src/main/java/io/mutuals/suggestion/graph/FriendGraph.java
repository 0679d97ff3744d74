package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * Who is friends with whom, as rows of numbers in one array (compressed sparse rows).
 *
 * <p>People are numbered 0 to {@link #people()} - 1 in this graph; {@link #id} and {@link #person} translate. The friends of a person are
 * {@code friends()[first(person)]} up to, without it, {@code friends()[first(person) + degree(person)]}, in ascending order of their
 * numbers; {@code since()} has at the same places when each friendship began. Rows lie in no particular order, and between them may
 * lie what belongs to none. Immutable, so safe to share; the arrays must not be written to.
 *
 * <p>A {@link LiveFriendGraph} makes new versions, which share with the old ones all that did not change. Memory: 8 bytes a direction of
 * a friendship and 16 a person, which is 8.4 a direction at 40 friends a head; with the room that a live graph keeps, 10.9.
 */
public final class FriendGraph {

    /** What {@link #person} says of an id that is not in the graph. */
    public static final int NOBODY = -1;

    private final GraphPeople people;
    private final GraphRows rows;
    private final int[] friends;
    private final int[] since;
    private final int used;

    /** A graph; behind the first {@code used} entries no row of it lies. */
    FriendGraph(GraphPeople people, GraphRows rows, int[] friends, int[] since, int used) {
        this.people = people;
        this.rows = rows;
        this.friends = friends;
        this.since = since;
        this.used = used;
    }

    /** How many people there are, with and without friends. */
    public int people() {
        return people.size();
    }

    /** How many friendships there are, each counted once. */
    public int friendships() {
        return (int) (rows.entries() / 2);
    }

    /** The id of a person. */
    public long id(int person) {
        return people.id(person);
    }

    /** The number of the person with this id, or {@link #NOBODY}; O(log people). */
    public int person(long id) {
        return people.person(id);
    }

    /** Whether {@code one} has the smaller id. */
    boolean comesBefore(int one, int other) {
        return people.comesBefore(one, other);
    }

    /** How many friends a person has. */
    public int degree(int person) {
        return GraphRows.degree(rows.row(person));
    }

    /** Where the row of a person begins. */
    public int first(int person) {
        return GraphRows.first(rows.row(person));
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

    /**
     * The graph of the friendships that had begun by a moment, and of those of which that is not known; people keep their numbers.
     *
     * <p>What is not in this graph is not in that one, such as friendships that have ended since. It takes new arrays; O(friendships).
     *
     * @param moment in seconds since 1970
     */
    public FriendGraph asOf(int moment) {
        int count = 0;
        for (int person = 0; person < people(); person++) {
            int end = first(person) + degree(person);
            for (int at = first(person); at < end; at++) {
                count += since[at] <= moment ? 1 : 0;
            }
        }
        GraphRows.Draft then = GraphRows.NONE.draft();
        int[] thenFriends = new int[count];
        int[] thenSince = new int[count];
        int filled = 0;
        for (int person = 0; person < people(); person++) {
            int begin = filled;
            int end = first(person) + degree(person);
            for (int at = first(person); at < end; at++) {
                if (since[at] <= moment) {
                    thenFriends[filled] = friends[at];
                    thenSince[filled++] = since[at];
                }
            }
            then.put(person, begin, filled - begin);
        }
        return new FriendGraph(people, then.done(), thenFriends, thenSince, filled);
    }

    /** The memory that all arrays take, in bytes. */
    public long bytes() {
        return people.bytes() + rows.bytes() + (long) Integer.BYTES * (friends.length + since.length);
    }

    GraphPeople everybody() {
        return people;
    }

    GraphRows rows() {
        return rows;
    }

    int used() {
        return used;
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
            GraphRows.Draft packed = GraphRows.NONE.draft();
            int[] friends = new int[rows.length];
            int[] since = new int[rows.length];
            int filled = 0;
            for (int person = 0; person < ids.length; person++) {
                int first = filled;
                Arrays.sort(rows, begin[person], begin[person + 1]);
                for (int at = begin[person]; at < begin[person + 1]; at++) {
                    int friend = (int) (rows[at] >>> 32);
                    if (filled > first && friends[filled - 1] == friend) {
                        continue;
                    }
                    int time = (int) rows[at];
                    friends[filled] = friend;
                    since[filled++] = time == -1 ? 0 : time;
                }
                packed.put(person, first, filled - first);
            }
            return new FriendGraph(
                    GraphPeople.of(ids),
                    packed.done(),
                    Arrays.copyOf(friends, filled),
                    Arrays.copyOf(since, filled),
                    filled);
        }
    }
}
