package io.mutuals.neo4j;

import io.mutuals.api.StartFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the first work on Neo4j, with retries. A Neo4j that has just been started first refuses connections, then
 * transactions, then knows no database.
 */
final class Neo4jStart {

    private static final Logger log = LoggerFactory.getLogger(Neo4jStart.class);
    private static final Duration RETRY_DELAY = Duration.ofMillis(300);

    private final Duration timeout;

    Neo4jStart(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Runs {@code work} until it succeeds.
     *
     * @param work may be run again after a failure
     * @throws StartFailure if Neo4j is not ready in time, or refuses the work
     */
    void run(Runnable work) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean logged = false;
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException failure) {
                Neo4jException cause = findNeo4jException(failure).orElseThrow(() -> failure);
                if (!isStarting(cause) || System.nanoTime() >= end) {
                    throw toStartFailure(cause);
                }
                if (!logged) {
                    log.warn("Neo4j is not ready; retrying for up to {} s", timeout.toSeconds());
                    logged = true;
                }
                pause();
            }
        }
    }

    private static Optional<Neo4jException> findNeo4jException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Neo4jException exception) {
                return Optional.of(exception);
            }
        }
        return Optional.empty();
    }

    /** An exception without a code of Neo4j comes from the driver, which had no connection. */
    private static boolean isStarting(Neo4jException exception) {
        return !(exception instanceof AuthenticationException)
                && (!exception.code().startsWith("Neo.")
                        || exception.code().startsWith("Neo.TransientError.")
                        || exception.code().startsWith("Neo.DatabaseError.")
                        || exception.code().equals("Neo.ClientError.Database.DatabaseNotFound")
                        || exception.code().startsWith("Neo.ClientError.Transaction.LockClientStopped"));
    }

    private StartFailure toStartFailure(Neo4jException exception) {
        if (exception instanceof AuthenticationException) {
            return new StartFailure(
                    "Neo4j refuses the user or the password.",
                    "Set spring.neo4j.authentication.username and spring.neo4j.authentication.password.",
                    exception);
        }
        if (exception instanceof ServiceUnavailableException
                || !exception.code().startsWith("Neo.")) {
            return new StartFailure(
                    "Neo4j cannot be reached.",
                    "Start it, or say where it is with --spring.neo4j.uri=bolt://host:port.",
                    exception);
        }
        if (isStarting(exception)) {
            return new StartFailure(
                    "Neo4j was not ready in time (" + exception.code() + ").",
                    "Wait until it has started, or give it longer with --mutuals.graph.start-patience=2m.",
                    exception);
        }
        return new StartFailure(
                "Neo4j refuses to bring its schema up to date (" + exception.code() + ").",
                "Make sure that its version is supported and that the user may change the schema.",
                exception);
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_DELAY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Neo4j", interrupted);
        }
    }
}
