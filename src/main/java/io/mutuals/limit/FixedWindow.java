package io.mutuals.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The number of actions of a user in the current window, which starts with the first action and has a fixed length.
 * Stored beside what the action changes, and updated in the same transaction, it counts exactly and survives the loss
 * of Redis.
 *
 * @param began the start of the window; null if the user never performed the action
 * @param used the number of actions since then
 */
public record FixedWindow(@Nullable Instant began, int used) {

    /** Returns the end of the window if it is used up at {@code now}; null if it has room or is over. */
    public @Nullable Instant fullUntil(Instant now, int max, Duration length) {
        Instant end = end(length);
        return end != null && now.isBefore(end) && used >= max ? end : null;
    }

    /** Returns the window after one more action at {@code now}. */
    public FixedWindow withOneMore(Instant now, Duration length) {
        Instant end = end(length);
        return end != null && now.isBefore(end) ? new FixedWindow(began, used + 1) : new FixedWindow(now, 1);
    }

    private @Nullable Instant end(Duration length) {
        return began == null ? null : began.plus(length);
    }
}
