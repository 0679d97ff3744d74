package io.mutuals.suggestion.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * In-memory index of interests shared by few users, in both directions: users by interest and interests by user.
 *
 * <p>Any number of readers, one writer; {@link #clear} may be called by any thread. A reader concurrent with a {@link
 * #put} may see it in one direction only.
 *
 * <p>Takes 8 bytes per entry in each direction, plus about 110 bytes per interest and per user.
 */
public final class SharedInterestIndex {

    private static final long[] EMPTY = new long[0];

    private volatile Tables tables = Tables.empty();

    /** Replaces the whole index with a draft, which must not be used afterwards. */
    public void replace(Draft draft) {
        tables = draft.tables();
    }

    /** Removes everything. */
    public void clear() {
        tables = Tables.empty();
    }

    /** Adds or replaces an interest; one without users is removed. */
    public void put(long interest, SharedInterest now) {
        Tables current = tables;
        long[] before = people(current, interest);
        put(current, interest, now);
        CopyOnWriteRows.change(current.rows, interest, before, now.people());
    }

    /**
     * Returns the users who share an interest now or did before, but not both.
     *
     * @param now what {@link #putInterest} would make of it
     */
    public Set<Long> joinedOrLeft(long interest, SharedInterest now) {
        Set<Long> before = new HashSet<>(boxed(people(tables, interest)));
        Set<Long> after = new HashSet<>(boxed(now.people()));
        Set<Long> either = new HashSet<>(before);
        either.addAll(after);
        before.retainAll(after);
        either.removeAll(before);
        return either;
    }

    /**
     * Adds or replaces an interest, and leaves the rows of users as they are, for {@link #putRow} to replace; one
     * without users is removed.
     */
    public void putInterest(long interest, SharedInterest now) {
        put(tables, interest, now);
    }

    /**
     * Replaces the interests that count for a user.
     *
     * @param interests may name interests that are not in the index
     */
    public void putRow(long person, long[] interests) {
        if (interests.length == 0) {
            tables.rows.remove(person);
        } else {
            tables.rows.put(person, interests);
        }
    }

    private static void put(Tables tables, long interest, SharedInterest now) {
        if (now.people().length == 0) {
            tables.interests.remove(interest);
        } else {
            tables.interests.put(interest, now);
        }
    }

    private static long[] people(Tables tables, long interest) {
        return tables.interests.get(interest) instanceof SharedInterest known ? known.people() : EMPTY;
    }

    private static List<Long> boxed(long[] people) {
        return LongStream.of(people).boxed().toList();
    }

    /** Returns the number of interests. */
    public int size() {
        return tables.interests.size();
    }

    /**
     * Returns the users who share at least one interest with a person, by user id; the person is not included. O(total
     * number of users of the person's interests).
     *
     * @param isIgnored tests an owner's id; interests of matching owners are ignored
     */
    public Map<Long, SharedInterests> with(long person, LongPredicate isIgnored) {
        Tables current = tables;
        Map<Long, SharedInterests> common = new HashMap<>();
        for (long interest : current.rows.getOrDefault(person, EMPTY)) {
            if (current.interests.get(interest) instanceof SharedInterest shared && !isIgnored.test(shared.owner())) {
                long weight = shared.weight();
                for (long other : shared.people()) {
                    if (other != person) {
                        common.computeIfAbsent(other, _ -> new SharedInterests())
                                .add(weight);
                    }
                }
            }
        }
        return common;
    }

    /** @param rows interests of each user */
    private record Tables(Map<Long, SharedInterest> interests, Map<Long, long[]> rows) {

        private static Tables empty() {
            return new Tables(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /** Draft of the whole index, filled while loading. Not thread-safe. */
    public static final class Draft {

        private final Map<Long, SharedInterest> interests = new ConcurrentHashMap<>();
        private final Map<Long, long[]> latest = new HashMap<>();

        /** Adds an interest. The order does not matter; each must be added once. */
        public void add(long id, SharedInterest interest) {
            interests.put(id, interest);
        }

        /**
         * Restricts the interests counted for a person to the given ones. Users without such a restriction count with
         * all.
         */
        public void latest(long person, long[] interests) {
            latest.put(person, interests);
        }

        private Tables tables() {
            Map<Long, Growing> growing = new HashMap<>();
            interests.forEach((id, interest) -> {
                for (long person : interest.people()) {
                    growing.computeIfAbsent(person, _ -> new Growing()).add(id);
                }
            });
            Map<Long, long[]> rows = new ConcurrentHashMap<>(growing.size());
            growing.forEach((person, row) -> rows.put(person, row.done()));
            rows.putAll(latest);
            return new Tables(interests, rows);
        }
    }

    /** Growable array of longs. */
    private static final class Growing {

        private long[] values = new long[4];
        private int size;

        private void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        private long[] done() {
            return Arrays.copyOf(values, size);
        }
    }
}
