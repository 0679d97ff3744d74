package io.mutuals.memory;

import java.util.Arrays;
import java.util.List;

/** A set of ids in one array. Immutable. */
public final class IdSet {

    /** No ids. */
    public static final IdSet NONE = new IdSet(List.of());

    private static final int FIXED_WEIGHT = 40;

    private final long[] ascending;

    /** Creates a set of {@code ids}, in any order. */
    public IdSet(List<Long> ids) {
        this.ascending =
                ids.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }

    /** Returns the number of ids. */
    public int size() {
        return ascending.length;
    }

    /** Returns an id; {@code place} counts from 0 for the smallest. */
    public long id(int place) {
        return ascending[place];
    }

    /** Returns whether an id is in the set; logarithmic in its size. */
    public boolean contains(long id) {
        return ascending.length > 0 && Arrays.binarySearch(ascending, id) >= 0;
    }

    /** Returns the approximate heap that the set takes, in bytes. */
    public int weight() {
        return FIXED_WEIGHT + ascending.length * Long.BYTES;
    }
}
