package io.mutuals.proof;

import java.util.List;

/**
 * Counts the round trips of a request as they are made. Implementations are thread-safe.
 *
 * <p>The meter of the current request is {@linkplain Meters#current() bound to the thread}. A statement shared by
 * several requests is billed in full to each of them, so that the figures of a request do not depend on concurrent
 * ones.
 */
public interface Meter {

    /** Counts one statement sent to Neo4j. */
    void neo4jQuery();

    /** Counts one round trip to Redis; a pipeline is one. */
    void redisCall();

    /** Counts one fence, whose statements are counted as well. */
    void fence();

    /**
     * Counts entries that were read from memory.
     *
     * @param entries at least 0
     */
    void fromMemory(int entries);

    /** Returns a meter that forwards every count to all of {@code meters}. */
    static Meter all(List<Meter> meters) {
        if (meters.size() == 1) {
            return meters.getFirst();
        }
        return new Meter() {
            @Override
            public void neo4jQuery() {
                meters.forEach(Meter::neo4jQuery);
            }

            @Override
            public void redisCall() {
                meters.forEach(Meter::redisCall);
            }

            @Override
            public void fence() {
                meters.forEach(Meter::fence);
            }

            @Override
            public void fromMemory(int entries) {
                meters.forEach(meter -> meter.fromMemory(entries));
            }
        };
    }
}
