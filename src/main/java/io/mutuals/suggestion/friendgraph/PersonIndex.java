package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Mapping between people and user ids.
 *
 * <p>The initial people are numbered in ascending order of their ids; newcomers follow in order of arrival. Immutable.
 */
final class PersonIndex {

    private final long[] ids;
    private final long[] newcomers;
    /** Indexes into {@link #newcomers}, in ascending order of ids. */
    private final int[] byId;

    private PersonIndex(long[] ids, long[] newcomers, int[] byId) {
        this.ids = ids;
        this.newcomers = newcomers;
        this.byId = byId;
    }

    /** Returns the mapping of the given ids, which must be ascending. */
    static PersonIndex of(long[] ids) {
        return new PersonIndex(ids, new long[0], new int[0]);
    }

    int size() {
        return ids.length + newcomers.length;
    }

    long id(int person) {
        return person < ids.length ? ids[person] : newcomers[person - ids.length];
    }

    /** Returns the person with this id, or {@link FriendGraph#NOT_FOUND}; O(log people). */
    int person(long id) {
        int found = Arrays.binarySearch(ids, id);
        if (found >= 0) {
            return found;
        }
        int place = find(id);
        return place >= 0 ? ids.length + byId[place] : FriendGraph.NOT_FOUND;
    }

    /** Returns true if {@code one} has the smaller id. */
    boolean comesBefore(int one, int other) {
        return Math.max(one, other) < ids.length ? one < other : id(one) < id(other);
    }

    /** Returns this mapping plus a newcomer, who gets the next number; O(newcomers). */
    PersonIndex with(long id) {
        int place = -1 - find(id);
        int[] order = Arrays.copyOf(byId, byId.length + 1);
        System.arraycopy(byId, place, order, place + 1, byId.length - place);
        order[place] = newcomers.length;
        long[] all = Arrays.copyOf(newcomers, newcomers.length + 1);
        all[newcomers.length] = id;
        return new PersonIndex(ids, all, order);
    }

    long bytes() {
        return (long) Long.BYTES * ids.length + (long) (Long.BYTES + Integer.BYTES) * newcomers.length;
    }

    /** Returns the index of a newcomer in {@link #byId}, or -1 - (insertion point) if absent. */
    private int find(long id) {
        int low = 0;
        int high = byId.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = newcomers[byId[middle]];
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }
}
