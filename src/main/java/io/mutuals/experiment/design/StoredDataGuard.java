package io.mutuals.experiment.design;

import io.mutuals.api.RequestException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is stored and cannot be read: it is told from what cannot be read now, so that it fails nothing else. */
public final class StoredDataGuard {

    private StoredDataGuard() {}

    /**
     * What {@code read} gives, or {@code instead} what is damaged.
     *
     * @throws RequestException when Neo4j is away; and whatever {@code read} throws to a thread that is to end
     */
    public static <T> T contained(Supplier<T> read, Function<RuntimeException, T> instead) {
        try {
            return read.get();
        } catch (RequestException unavailable) {
            throw unavailable;
        } catch (RuntimeException unreadable) {
            if (Thread.currentThread().isInterrupted()) {
                throw unreadable;
            }
            return instead.apply(unreadable);
        }
    }
}
