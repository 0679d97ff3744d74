package io.mutuals.neo4j;

import io.mutuals.neo4j.Graph.Transaction;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one change. The driver runs a change again if the answer to its commit was lost. If that commit took
 * effect, the change is not made twice: the result of the run before stands. Not thread-safe.
 */
final class Runs<T> {

    private final Function<Transaction, T> work;
    private final CommittedRuns committed;
    private @Nullable Done<T> before;

    Runs(Function<Transaction, T> work, CommittedRuns committed) {
        this.work = work;
        this.committed = committed;
    }

    /**
     * Runs the change, unless the run before was committed.
     *
     * @param transaction returns the transaction for the run of a number
     */
    T next(LongFunction<Transaction> transaction) {
        Done<T> done = before;
        if (done != null && committed.contains(done.run())) {
            return done.result();
        }
        before = null;
        long run = UUID.randomUUID().getMostSignificantBits();
        T result = work.apply(transaction.apply(run));
        before = new Done<>(run, result);
        return result;
    }

    /** A run that went to its end, and may have been committed. */
    private record Done<T>(long run, T result) {}
}
