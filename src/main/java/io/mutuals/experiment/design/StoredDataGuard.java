package io.mutuals.experiment.design;

import io.mutuals.api.RequestException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells stored data that cannot be read from a database that is unavailable, so that one damaged row fails nothing
 * else.
 */
public final class StoredDataGuard {

    private StoredDataGuard() {}

    /**
     * Returns what {@code read} returns, or {@code fallback} applied to its failure if the stored data is damaged.
     *
     * @throws RequestException if Neo4j is unavailable
     * @throws RuntimeException the failure itself if the current thread is interrupted
     */
    public static <T> T readOr(Supplier<T> read, Function<RuntimeException, T> fallback) {
        try {
            return read.get();
        } catch (RequestException unavailable) {
            throw unavailable;
        } catch (RuntimeException unreadable) {
            if (Thread.currentThread().isInterrupted()) {
                throw unreadable;
            }
            return fallback.apply(unreadable);
        }
    }
}
