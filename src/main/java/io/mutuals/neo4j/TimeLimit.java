package io.mutuals.neo4j;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the wait for a database whose connection is silent, which the driver would wait for without end. The database
 * itself enforces the time limit of a statement. Thread-safe.
 */
final class TimeLimit {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("statement-", 0).factory());

    /**
     * Runs {@code work} in a thread of its own.
     *
     * @throws NoAnswer if it does not end in time; its thread is interrupted
     */
    <T> T within(Duration limit, Callable<T> work) {
        Future<T> answer = threads.submit(work);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException timedOut) {
            answer.cancel(true);
            throw new NoAnswer(limit, timedOut);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Thrown if the database does not answer in time. */
    static final class NoAnswer extends RuntimeException {
        private NoAnswer(Duration limit, Throwable cause) {
            super("Neo4j did not answer within " + limit, cause);
        }
    }
}
