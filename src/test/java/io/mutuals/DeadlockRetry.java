package io.mutuals;

import org.neo4j.driver.exceptions.TransientException;

/**
 * Repeats a write of a test that Neo4j has aborted because of a deadlock: a request that its client no longer awaits
 * may still write, and so may a background loop of a server.
 */
final class DeadlockRetry {

    private static final int ATTEMPTS = 10;

    private DeadlockRetry() {}

    /** Runs a write, up to ten times; throws what the last attempt threw. */
    static void run(Runnable write) {
        for (int attempt = 1; ; attempt++) {
            try {
                write.run();
                return;
            } catch (TransientException deadlock) {
                if (attempt == ATTEMPTS) {
                    throw deadlock;
                }
            }
        }
    }
}
