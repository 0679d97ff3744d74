package io.mutuals.suggestion.shared;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who knows whom, both ways. Many read and one thread writes, while others may forget all of it; who reads while something is put in may find it on one side only. */
public final class Acquaintances {

    private static final long[] NOBODY = new long[0];

    private volatile Map<Long, long[]> rows = new ConcurrentHashMap<>();

    /** Whom a person knows who knows them, in no order, without repeats. Not to be changed. */
    public long[] of(long person) {
        return rows.getOrDefault(person, NOBODY);
    }

    /** Takes over all of it; what is not in it is forgotten. */
    public void replace(Draft draft) {
        rows = draft.rows;
    }

    /** Forgets all of it. */
    public void clear() {
        rows = new ConcurrentHashMap<>();
    }

    /** Takes over whom a person knows who knows them, for those as well. */
    public void put(long person, long[] others) {
        Map<Long, long[]> current = rows;
        long[] before = current.getOrDefault(person, NOBODY);
        if (others.length == 0) {
            current.remove(person);
        } else {
            current.put(person, others);
        }
        Rows.change(current, person, before, others);
    }

    /** How many people there are who know somebody. */
    public int people() {
        return rows.size();
    }

    /** All of it, while it is read. Not thread-safe. */
    public static final class Draft {

        private final Map<Long, long[]> rows = new ConcurrentHashMap<>();

        /** Adds people whom a person knows who knows them; each pair once, from either side. */
        public void add(long person, long[] others) {
            Rows.change(rows, person, new long[0], others);
            for (long other : others) {
                Rows.change(rows, other, new long[0], new long[] {person});
            }
        }
    }
}
