package io.mutuals.suggestion.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Symmetric in-memory relation between users, such as mutual address book entries.
 *
 * <p>Any number of readers, one writer; {@link #clear} may be called by any thread. A reader concurrent with a {@link
 * #put} may see a pair from one side only.
 */
public final class SymmetricRelation {

    private static final long[] NO_ONE = new long[0];

    private volatile Map<Long, long[]> rows = new ConcurrentHashMap<>();

    /**
     * Returns the users related to a person, in no particular order and without duplicates; empty if there are none.
     * The array must not be modified.
     */
    public long[] of(long person) {
        return rows.getOrDefault(person, NO_ONE);
    }

    /** Replaces the whole relation with a draft, which must not be used afterwards. */
    public void replace(Draft draft) {
        rows = draft.rows;
    }

    /** Removes all pairs. */
    public void clear() {
        rows = new ConcurrentHashMap<>();
    }

    /**
     * Replaces the row of a person and updates the rows of everyone added to or removed from it; O(length of these
     * rows).
     *
     * @param others users now related to the person, without duplicates; owned by this object afterwards
     */
    public void put(long person, long[] others) {
        Map<Long, long[]> current = rows;
        long[] before = current.getOrDefault(person, NO_ONE);
        if (others.length == 0) {
            current.remove(person);
        } else {
            current.put(person, others);
        }
        CopyOnWriteRows.change(current, person, before, others);
    }

    /** Returns the number of users with at least one relation. */
    public int people() {
        return rows.size();
    }

    /** Draft of the whole relation, filled while loading. Not thread-safe. */
    public static final class Draft {

        private final Map<Long, long[]> rows = new ConcurrentHashMap<>();

        /** Adds pairs. Each pair must be added once, from either side. */
        public void add(long person, long[] others) {
            CopyOnWriteRows.change(rows, person, new long[0], others);
            for (long other : others) {
                CopyOnWriteRows.change(rows, other, new long[0], new long[] {person});
            }
        }
    }
}
