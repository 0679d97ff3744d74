package io.mutuals.loader;

import io.mutuals.memory.Fence;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fence that the loaders of one query share: it begins when the first of them needs it, or before. Outside of
 * queries, each batch has its own. Thread-safe.
 */
final class RequestFence {

    private final boolean ofQuery;
    private final Runnable atFirst;
    private @Nullable CompletableFuture<Fence> latest;

    private RequestFence(boolean ofQuery, Runnable atFirst) {
        this.ofQuery = ofQuery;
        this.atFirst = atFirst;
    }

    /**
     * Returns a fence for all loaders of a query.
     *
     * @param atFirst called when the fence is first needed
     */
    static RequestFence ofQuery(Runnable atFirst) {
        return new RequestFence(true, atFirst);
    }

    /** Returns a fence for one batch of a mutation, a stream, or a caller without request. */
    static RequestFence outsideOfQueries() {
        return new RequestFence(false, () -> {});
    }

    /** Returns a fence behind which nothing is answered from memory. */
    static RequestFence closed() {
        RequestFence closed = new RequestFence(true, () -> {});
        closed.latest = CompletableFuture.completedFuture(Fence.CLOSED);
        return closed;
    }

    boolean isOfQuery() {
        return ofQuery;
    }

    /**
     * Returns the fence of the query.
     *
     * @param next passes a fence that begins now
     */
    synchronized CompletableFuture<Fence> current(Supplier<CompletableFuture<Fence>> next) {
        CompletableFuture<Fence> fence = latest;
        if (fence == null) {
            fence = next.get();
            latest = fence;
            atFirst.run();
        }
        return fence;
    }

    /** Returns a fence of the query that was not passed before {@code seen}, which is replaced by it. */
    synchronized CompletableFuture<Fence> after(Fence seen, Supplier<CompletableFuture<Fence>> next) {
        CompletableFuture<Fence> fence = latest;
        boolean replaced = fence != null
                && (!fence.isDone()
                        || fence.isCompletedExceptionally()
                        || fence.join().number() > seen.number());
        if (fence == null || !replaced) {
            fence = next.get();
            latest = fence;
        }
        return fence;
    }
}
