package io.mutuals.suggestion.shared;

import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rows of numbers by number, of which readers see each as it was before a change or as it is after it. */
final class Rows {

    private Rows() {}

    /** Puts {@code value} into the rows of those who are among {@code now} and not among {@code before}, and takes it out of those of whom the opposite is true. */
    static void change(Map<Long, long[]> rows, long value, long[] before, long[] now) {
        for (long gone : before) {
            if (!contains(now, gone)) {
                rows.computeIfPresent(gone, (key, row) -> without(row, value));
            }
        }
        for (long come : now) {
            if (!contains(before, come)) {
                rows.merge(come, new long[] {value}, (row, one) -> contains(row, value) ? row : with(row, value));
            }
        }
    }

    private static long[] with(long[] row, long value) {
        return LongStream.concat(LongStream.of(row), LongStream.of(value)).toArray();
    }

    /** Null when nothing is left: an empty row is none. */
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
