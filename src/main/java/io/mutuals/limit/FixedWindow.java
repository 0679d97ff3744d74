package io.mutuals.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody did something in the running window, which begins with the first time and does not move. Kept where the thing itself
 * is kept, and changed with it in one transaction, it counts exactly and outlives Redis.
 *
 * @param began null when it was never done
 * @param used how often since then
 */
public record FixedWindow(@Nullable Instant began, int used) {

    /** When the window ends that is used up at {@code now}; null when there is room in it, or it is over. */
    public @Nullable Instant fullUntil(Instant now, int most, Duration length) {
        Instant end = end(length);
        return end != null && now.isBefore(end) && used >= most ? end : null;
    }

    /** The window after it was done once more at {@code now}. */
    public FixedWindow withOneMore(Instant now, Duration length) {
        Instant end = end(length);
        return end != null && now.isBefore(end) ? new FixedWindow(began, used + 1) : new FixedWindow(now, 1);
    }

    private @Nullable Instant end(Duration length) {
        return began == null ? null : began.plus(length);
    }
}
