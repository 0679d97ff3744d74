package io.mutuals.friend;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The friends of a user, newest first, in arrays. Immutable. */
final class FriendList {

    /** Stands for a list that is too long to be held in memory. */
    static final FriendList TOO_LONG = new FriendList(List.of());

    private static final int BYTES_PER_FRIEND = 3 * Long.BYTES + Integer.BYTES;
    private static final int FIXED_WEIGHT = 120;

    private final long[] ids;
    private final long[] seconds;
    private final int[] nanos;
    private final long[] ascending;

    /** @param friends in any order, each of them once */
    FriendList(List<Friend> friends) {
        this.ids = new long[friends.size()];
        this.seconds = new long[friends.size()];
        this.nanos = new int[friends.size()];
        List<Friend> ordered = friends.stream()
                .sorted(Comparator.comparing(Friend::since).reversed().thenComparingLong(Friend::id))
                .toList();
        for (int place = 0; place < ids.length; place++) {
            Friend friend = ordered.get(place);
            Instant since = friend.since();
            ids[place] = friend.id();
            seconds[place] = since.getEpochSecond();
            nanos[place] = since.getNano();
        }
        this.ascending = ids.clone();
        Arrays.sort(ascending);
    }

    int size() {
        return ids.length;
    }

    /** Returns the id of a friend; {@code place} counts from 0 for the newest. */
    long id(int place) {
        return ids[place];
    }

    /** Returns since when the two have been friends. */
    Instant since(int place) {
        return Instant.ofEpochSecond(seconds[place], nanos[place]);
    }

    /** Returns whether a user is in the list; logarithmic in its length. */
    boolean contains(long user) {
        return Arrays.binarySearch(ascending, user) >= 0;
    }

    /** Returns the first place that comes after a position; {@link #size} if none does. */
    int after(Instant at, long number) {
        int low = 0;
        int high = ids.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = since(middle).compareTo(at);
            boolean isAfter = order < 0 || (order == 0 && ids[middle] > number);
            if (isAfter) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Returns the approximate heap that the list takes, in bytes. */
    int weight() {
        return FIXED_WEIGHT + ids.length * BYTES_PER_FRIEND;
    }

    /** A friend, and since when. */
    record Friend(long id, Instant since) {}
}
