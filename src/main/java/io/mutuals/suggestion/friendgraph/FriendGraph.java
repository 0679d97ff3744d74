package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Immutable friendship graph in compressed sparse row form.
 *
 * <p>People are vertices, numbered 0 to {@link #people()} - 1; {@link #id} and {@link #person} translate between
 * numbers and user ids. The friends of a person are {@code friends()[first(person)]} to {@code friends()[first(person)
 * + degree(person) - 1]}, in ascending order of their numbers; {@code since()} holds the start of each friendship at
 * the same index. Rows are in no particular order and may be separated by unused entries. Safe to share between
 * threads; the arrays must not be modified.
 *
 * <p>A {@link LiveFriendGraph} creates new versions, which share all unchanged rows with earlier ones. Memory: 8 bytes
 * per directed friendship and 16 per person, which is 8.4 per directed friendship at a mean degree of 40, or 10.9 with
 * the spare room that a live graph keeps.
 */
public final class FriendGraph {

    /** Result of {@link #person} for an id that is not in the graph. */
    public static final int NOT_FOUND = -1;

    private final PersonIndex people;
    private final RowTable rows;
    private final int[] friends;
    private final int[] since;
    private final int used;
    private final FormerFriends former;

    /**
     * Creates a graph over existing arrays.
     *
     * @param used number of leading entries of the arrays that may belong to a row
     */
    FriendGraph(PersonIndex people, RowTable rows, int[] friends, int[] since, int used, FormerFriends former) {
        this.former = former;
        this.people = people;
        this.rows = rows;
        this.friends = friends;
        this.since = since;
        this.used = used;
    }

    /** Returns the number of people, including those without friends. */
    public int people() {
        return people.size();
    }

    /** Returns the number of friendships, each counted once. */
    public int friendships() {
        return (int) (rows.entries() / 2);
    }

    /** Returns the user id of a person. */
    public long id(int person) {
        return people.id(person);
    }

    /** Returns the person with this user id, or {@link #NOT_FOUND}; O(log people). */
    public int person(long id) {
        return people.person(id);
    }

    /** Returns true if {@code one} has the smaller user id, which decides ties in rankings. */
    boolean comesBefore(int one, int other) {
        return people.comesBefore(one, other);
    }

    /** Returns the number of friends of a person. */
    public int degree(int person) {
        return RowTable.degree(rows.row(person));
    }

    /** Returns the number of people who were friends of a person and are no more. */
    public int formerFriends(int person) {
        return former.of(person);
    }

    /** Returns the number of friends a person has or ever had. */
    public int everFriends(int person) {
        return degree(person) + former.of(person);
    }

    /** Returns the index in {@link #friends()} at which the row of a person begins. */
    public int first(int person) {
        return RowTable.first(rows.row(person));
    }

    /** Returns the adjacency rows of all people; not to be modified. */
    public int[] friends() {
        return friends;
    }

    /**
     * Returns the start of the friendship at each index of {@link #friends()}, in seconds since 1970; 0 if unknown. Not
     * to be modified.
     */
    public int[] since() {
        return since;
    }

    /** Returns true if two people are friends; O(log of the smaller degree). */
    public boolean areFriends(int one, int other) {
        int fewer = degree(one) <= degree(other) ? one : other;
        int sought = fewer == one ? other : one;
        int from = first(fewer);
        return Arrays.binarySearch(friends, from, from + degree(fewer), sought) >= 0;
    }

    /**
     * Returns the subgraph of friendships that had begun by a moment or whose start is unknown. People keep their
     * numbers.
     *
     * <p>Friendships that have ended since are not restored, but still counted as former ones. Allocates new arrays;
     * O(friendships).
     *
     * @param moment inclusive, in seconds since 1970
     */
    public FriendGraph asOf(int moment) {
        int count = 0;
        for (int person = 0; person < people(); person++) {
            int end = first(person) + degree(person);
            for (int at = first(person); at < end; at++) {
                count += since[at] <= moment ? 1 : 0;
            }
        }
        RowTable.Draft then = RowTable.NONE.draft();
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
        return new FriendGraph(people, then.done(), thenFriends, thenSince, filled, former);
    }

    /** Returns the memory taken by all arrays, in bytes. */
    public long bytes() {
        return people.bytes() + rows.bytes() + former.bytes() + (long) Integer.BYTES * (friends.length + since.length);
    }

    PersonIndex numbering() {
        return people;
    }

    RowTable rows() {
        return rows;
    }

    int used() {
        return used;
    }

    FormerFriends former() {
        return former;
    }

    /** Builds a graph in memory. Not thread-safe. */
    public static final class Builder {

        private long[] ones = new long[1024];
        private long[] others = new long[1024];
        private int[] times = new int[1024];
        private int size;
        private final Map<Long, Integer> former = new HashMap<>();

        /** Adds a person without requiring any friendship. Adding a person again has no effect. */
        public Builder person(long id) {
            return friendship(id, id, 0);
        }

        /**
         * Adds a friendship and both people. If a pair is added repeatedly, the earliest known start is kept; a
         * friendship with oneself adds only the person.
         *
         * @param since start in seconds since 1970; 0 if unknown
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

        /** Adds a person with a number of former friends. */
        public Builder formerFriends(long id, int count) {
            former.put(id, count);
            return person(id);
        }

        /** Returns the graph of everything added so far; O(n log n). */
        public FriendGraph build() {
            long[] ids = distinctIds();
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
            // The friend's number is stored above the start time, so that sorting a row puts the earliest of equal
            // friends first.
            long[] rows = new long[count[ids.length]];
            int[] next = count.clone();
            for (int at = 0; at < size; at++) {
                if (a[at] != b[at]) {
                    long time = Integer.toUnsignedLong(times[at] == 0 ? -1 : times[at]);
                    rows[next[a[at]]++] = (long) b[at] << 32 | time;
                    rows[next[b[at]]++] = (long) a[at] << 32 | time;
                }
            }
            return pack(ids, count, rows, former(ids));
        }

        private long[] distinctIds() {
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

        private FormerFriends former(long[] ids) {
            FormerFriends friends = FormerFriends.NONE;
            for (Map.Entry<Long, Integer> one : former.entrySet()) {
                friends = friends.with(Arrays.binarySearch(ids, one.getKey()), one.getValue());
            }
            return friends;
        }

        private static FriendGraph pack(long[] ids, int[] begin, long[] rows, FormerFriends former) {
            RowTable.Draft packed = RowTable.NONE.draft();
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
                    PersonIndex.of(ids),
                    packed.done(),
                    Arrays.copyOf(friends, filled),
                    Arrays.copyOf(since, filled),
                    filled,
                    former);
        }
    }
}
