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
 * Does the first work on Neo4j. A Neo4j that has just been started refuses connections, then transactions, then knows no database; so
 * the work is done again until it succeeds, for a bounded while.
 */
final class Neo4jStart {

    private static final Logger log = LoggerFactory.getLogger(Neo4jStart.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Duration patience;

    Neo4jStart(Duration patience) {
        this.patience = patience;
    }

    /**
     * Runs {@code work} until it succeeds.
     *
     * @param work may be run again after it failed
     * @throws StartFailure when Neo4j was not ready within the patience, or refuses the work
     */
    void run(Runnable work) {
        long end = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException failed) {
                Neo4jException cause = saidByNeo4j(failed).orElseThrow(() -> failed);
                if (!isStarting(cause) || System.nanoTime() >= end) {
                    throw told(cause);
                }
                if (!told) {
                    log.warn("Neo4j is not ready; waiting for it for up to {} s", patience.toSeconds());
                    told = true;
                }
                pause();
            }
        }
    }

    private static Optional<Neo4jException> saidByNeo4j(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Neo4jException said) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    /** What has no code of Neo4j was said by the driver, which had no connection. */
    private static boolean isStarting(Neo4jException said) {
        return !(said instanceof AuthenticationException)
                && (!said.code().startsWith("Neo.")
                        || said.code().startsWith("Neo.TransientError.")
                        || said.code().startsWith("Neo.DatabaseError.")
                        || said.code().equals("Neo.ClientError.Database.DatabaseNotFound")
                        || said.code().startsWith("Neo.ClientError.Transaction.LockClientStopped"));
    }

    private StartFailure told(Neo4jException said) {
        if (said instanceof AuthenticationException) {
            return new StartFailure(
                    "Neo4j refuses the user or the password.",
                    "Set spring.neo4j.authentication.username and spring.neo4j.authentication.password.",
                    said);
        }
        if (said instanceof ServiceUnavailableException || !said.code().startsWith("Neo.")) {
            return new StartFailure(
                    "Neo4j cannot be reached.",
                    "Start it, or say where it is with --spring.neo4j.uri=bolt://host:port.",
                    said);
        }
        if (isStarting(said)) {
            return new StartFailure(
                    "Neo4j was not ready in time (" + said.code() + ").",
                    "Wait until it has started, or give it longer with --mutuals.graph.start-patience=2m.",
                    said);
        }
        return new StartFailure(
                "Neo4j refuses to bring its schema up to date (" + said.code() + ").",
                "Make sure that its version is supported and that the user may change the schema.",
                said);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Neo4j", interrupted);
        }
    }
}
