package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * The ids of people by their numbers, and back.
 *
 * <p>Who was there at first is numbered in the order of ids; newcomers follow in the order in which they came. Immutable.
 */
final class GraphPeople {

    private final long[] ids;
    private final long[] newcomers;
    /** Places in {@link #newcomers}, in the order of ids. */
    private final int[] byId;

    private GraphPeople(long[] ids, long[] newcomers, int[] byId) {
        this.ids = ids;
        this.newcomers = newcomers;
        this.byId = byId;
    }

    /** People with these ids, which must ascend. */
    static GraphPeople of(long[] ids) {
        return new GraphPeople(ids, new long[0], new int[0]);
    }

    int size() {
        return ids.length + newcomers.length;
    }

    long id(int person) {
        return person < ids.length ? ids[person] : newcomers[person - ids.length];
    }

    int person(long id) {
        int found = Arrays.binarySearch(ids, id);
        if (found >= 0) {
            return found;
        }
        int place = place(id);
        return place >= 0 ? ids.length + byId[place] : FriendGraph.NOBODY;
    }

    boolean comesBefore(int one, int other) {
        return Math.max(one, other) < ids.length ? one < other : id(one) < id(other);
    }

    /** These and one more, who gets the next number; O(newcomers). */
    GraphPeople with(long id) {
        int place = -1 - place(id);
        int[] order = Arrays.copyOf(byId, byId.length + 1);
        System.arraycopy(byId, place, order, place + 1, byId.length - place);
        order[place] = newcomers.length;
        long[] all = Arrays.copyOf(newcomers, newcomers.length + 1);
        all[newcomers.length] = id;
        return new GraphPeople(ids, all, order);
    }

    long bytes() {
        return (long) Long.BYTES * ids.length + (long) (Long.BYTES + Integer.BYTES) * newcomers.length;
    }

    /** Where a newcomer is in the order of ids; -1 - the place where they would be if they are not. */
    private int place(long id) {
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
