package io.mutuals.memory;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Ids of which each has a time, such as the friends of a user, newest first and then by id, in arrays. Immutable. */
public final class TimedIds {

    /** No ids. */
    public static final TimedIds NONE = new TimedIds(List.of());

    private static final int BYTES_PER_ID = 3 * Long.BYTES + 2 * Integer.BYTES;
    private static final int FIXED_WEIGHT = 140;

    private final long[] ids;
    private final long[] seconds;
    private final int[] nanos;

    /** The ids in ascending order, and the place of each. */
    private final long[] ascending;

    private final int[] places;

    /**
     * Creates a list.
     *
     * @param items in any order, each id once
     */
    public TimedIds(List<Item> items) {
        this.ids = new long[items.size()];
        this.seconds = new long[items.size()];
        this.nanos = new int[items.size()];
        List<Item> ordered = items.stream()
                .sorted(Comparator.comparing(Item::at).reversed().thenComparingLong(Item::id))
                .toList();
        for (int place = 0; place < ids.length; place++) {
            Item item = ordered.get(place);
            Instant at = item.at();
            ids[place] = item.id();
            seconds[place] = at.getEpochSecond();
            nanos[place] = at.getNano();
        }
        this.ascending = ids.clone();
        Arrays.sort(ascending);
        this.places = new int[ids.length];
        for (int place = 0; place < ids.length; place++) {
            places[Arrays.binarySearch(ascending, ids[place])] = place;
        }
    }

    /** Returns the number of ids. */
    public int size() {
        return ids.length;
    }

    /** Returns an id; {@code place} counts from 0 for the newest. */
    public long id(int place) {
        return ids[place];
    }

    /** Returns the time of the id at a place. */
    public Instant at(int place) {
        return Instant.ofEpochSecond(seconds[place], nanos[place]);
    }

    /** Returns whether an id is in the list; logarithmic in its length. */
    public boolean contains(long id) {
        return place(id) >= 0;
    }

    /** Returns the place of an id, -1 if it is not in the list; logarithmic in its length. */
    public int place(long id) {
        int rank = ids.length == 0 ? -1 : Arrays.binarySearch(ascending, id);
        return rank < 0 ? -1 : places[rank];
    }

    /** Returns the first place that comes after a position; {@link #size} if none does. */
    public int after(Instant at, long id) {
        int low = 0;
        int high = ids.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = at(middle).compareTo(at);
            boolean isAfter = order < 0 || (order == 0 && ids[middle] > id);
            if (isAfter) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Returns whether an id is in both lists; linear in their lengths. */
    public boolean meets(TimedIds other) {
        return shared(other, 1).length > 0;
    }

    /** Returns the ids that are in both lists, ascending; linear in their lengths. */
    public long[] shared(TimedIds other) {
        return shared(other, Math.min(ids.length, other.ids.length));
    }

    private long[] shared(TimedIds other, int most) {
        long[] shared = new long[most];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < ascending.length && theirs < other.ascending.length && count < most) {
            int order = Long.compare(ascending[mine], other.ascending[theirs]);
            if (order == 0) {
                shared[count++] = ascending[mine];
            }
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        return Arrays.copyOf(shared, count);
    }

    /** Returns the approximate heap that the list takes, in bytes. */
    public int weight() {
        return FIXED_WEIGHT + ids.length * BYTES_PER_ID;
    }

    /** An id, and its time. */
    public record Item(long id, Instant at) {}
}
