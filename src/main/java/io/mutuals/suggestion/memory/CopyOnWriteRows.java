package io.mutuals.suggestion.memory;

import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Operations on maps of copy-on-write rows: a reader sees each row either before or after a change. */
final class CopyOnWriteRows {

    private CopyOnWriteRows() {}

    /**
     * Adds {@code value} to the rows that are in {@code now} but not in {@code before}, and removes it from those in
     * {@code before} but not in {@code now}.
     */
    static void change(Map<Long, long[]> rows, long value, long[] before, long[] now) {
        for (long removed : before) {
            if (!contains(now, removed)) {
                rows.computeIfPresent(removed, (key, row) -> without(row, value));
            }
        }
        for (long added : now) {
            if (!contains(before, added)) {
                rows.merge(added, new long[] {value}, (row, one) -> contains(row, value) ? row : with(row, value));
            }
        }
    }

    private static long[] with(long[] row, long value) {
        return LongStream.concat(LongStream.of(row), LongStream.of(value)).toArray();
    }

    /** Returns null if the row becomes empty, which removes it from the map. */
    private static long @Nullable [] without(long[] row, long value) {
        long[] left = LongStream.of(row).filter(other -> other != value).toArray();
        return left.length == 0 ? null : left;
    }

    static boolean contains(long[] row, long value) {
        for (long one : row) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }
}
