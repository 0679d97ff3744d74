package io.mutuals.proof;

import java.util.List;

/**
 * Receives the cost of work as it is done. Thread-safe.
 *
 * <p>The meter of the running request is {@linkplain Meters#current() bound to the thread}. Work that is done once for several
 * requests is billed in full to each of them, so that a request's figures do not depend on who else happened to ask.
 */
public interface Meter {

    /** Counts one statement sent to Neo4j. */
    void neo4jQuery();

    /** Counts one round trip to Redis; a pipeline is one. */
    void redisCall();

    /** A meter that passes everything on to all of {@code meters}. */
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
        };
    }
}
