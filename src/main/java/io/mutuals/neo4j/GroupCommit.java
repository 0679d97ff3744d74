package io.mutuals.neo4j;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * Runs changes in transactions that they share: changes that arrive while a transaction commits go into the next one.
 * Throughput therefore rises with concurrency, and a single change is not delayed. Thread-safe.
 *
 * <p>After D. J. DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.
 *
 * @param <C> the changes
 */
public final class GroupCommit<C extends GroupCommit.Change> {

    private static final ContextSnapshotFactory TRACES = ContextSnapshotFactory.builder()
            .captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
            .build();

    private final Graph graph;
    private final String name;
    private final BiFunction<Graph.Transaction, List<C>, Runnable> work;
    private final CommitQueue<Pending<C>> queue;
    private final DistributionSummary together;

    /**
     * @param name the name of the change in metrics, traces and logs
     * @param work makes the changes in a transaction, in their order, and returns what to do after the commit. Must
     *     have no other side effects, since it may run again. A change that is to fail alone fails in what is returned;
     *     an exception rolls the transaction back, and each of its changes is then made alone
     */
    public GroupCommit(
            Graph graph,
            GroupCommitProperties properties,
            MeterRegistry metrics,
            String name,
            BiFunction<Graph.Transaction, List<C>, Runnable> work) {
        this.graph = graph;
        this.name = name;
        this.work = work;
        this.queue = new CommitQueue<>(
                properties.transactions(),
                properties.changes(),
                properties.patience(),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("commit-", 0).factory()),
                this::commit);
        this.together = DistributionSummary.builder("mutuals.group-commit.changes")
                .description("Changes per transaction")
                .tag("change", name)
                .register(metrics);
    }

    /**
     * Makes {@code change} after all earlier ones of the same key, and bills its statements to the request of the
     * current thread. If the database cannot be reached, the change fails with {@link RequestException}, and may or may
     * not have been made.
     */
    public void submit(long key, C change) {
        queue.submit(key, new Pending<>(change, Meters.current(), TRACES.captureAll()));
    }

    /**
     * Waits for the answer of a change. A resolver must not load from the callback of a change: a data loader that is
     * called there is never dispatched.
     */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void commit(List<Pending<C>> pending) {
        together.record(pending.size());
        Meter meters = Meter.all(pending.stream().map(Pending::meter).distinct().toList());
        try (ContextSnapshot.Scope _ = pending.getFirst().trace().setThreadLocals()) {
            Meters.bill(meters, () -> transact(pending));
        }
    }

    private void transact(List<Pending<C>> pending) {
        List<C> changes = pending.stream().map(Pending::change).toList();
        Runnable committed;
        try {
            committed = graph.write(name, transaction -> work.apply(transaction, changes));
        } catch (RequestException unavailable) {
            changes.forEach(change -> change.fail(unavailable));
            return;
        } catch (RuntimeException | Error failed) {
            if (pending.size() == 1) {
                changes.getFirst().fail(failed);
            } else {
                // Only the change that the database refused may fail, so each is tried alone.
                pending.forEach(each -> commit(List.of(each)));
            }
            return;
        }
        try {
            committed.run();
        } catch (RuntimeException | Error failed) {
            changes.forEach(change -> change.fail(failed));
        }
    }

    /** A change that waits for its transaction. */
    public interface Change {

        /** Ends the change, unless it has ended, because it was not made or because it may not have been. */
        void fail(Throwable failure);
    }

    /** A change, with the meter and the trace of its request. */
    private record Pending<C>(C change, Meter meter, ContextSnapshot trace) {}
}
