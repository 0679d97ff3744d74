package io.mutuals.loader;

import io.micrometer.context.ContextSnapshot;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Fence;
import io.mutuals.memory.Fences;
import io.mutuals.memory.Lookup;
import io.mutuals.proof.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the keys of a loader from memory behind a fence, and by its statement those that memory cannot answer.
 *
 * <p>If an answer lacks few of its entries, they are read and kept. They may be used only behind a later fence, so the
 * request passes one more, and looks everything up again. If it lacks more, as on a server that has just started, its
 * statement costs less: it answers at once, and the entries are read {@linkplain Filling in the background} for the
 * requests to come. Thread-safe.
 */
final class MemoryFirst<K, V> {

    private static final Logger log = LoggerFactory.getLogger(MemoryFirst.class);

    /**
     * Lookups of one batch, after which its statement answers. Four levels of entries, such as the participations of
     * a viewer, their conversations, the users in these, and their friends, take five; more are needed only if entries
     * change, or are pushed out, as fast as they are read.
     */
    static final int MAX_LOOKUPS = 5;

    private final MemoryAnswer<K, V> answer;
    private final Coalescer<K, V> statements;
    private final Filling<K> filling;
    private final Function<Entries<?>, Coalescer<Long, Long>> readers;
    private final int maxMissing;
    private final Fences fences;
    private final Executor executor;

    /**
     * @param statements answers what memory cannot
     * @param filling reads the entries of answers into memory that statements gave
     * @param readers returns what reads missing entries of a kind into memory
     * @param maxMissing the percentage of the entries of an answer that a request reads at most
     * @param executor runs what must wait
     */
    MemoryFirst(
            MemoryAnswer<K, V> answer,
            Coalescer<K, V> statements,
            Filling<K> filling,
            Function<Entries<?>, Coalescer<Long, Long>> readers,
            int maxMissing,
            Fences fences,
            Executor executor) {
        this.answer = answer;
        this.statements = statements;
        this.filling = filling;
        this.readers = readers;
        this.maxMissing = maxMissing;
        this.fences = fences;
        this.executor = executor;
    }

    /**
     * Loads {@code keys} behind the fence of a query. Does not wait if the fence is passed and memory has all entries.
     *
     * @return values by key; keys without a value are absent
     */
    CompletableFuture<Map<K, V>> load(Set<K> keys, RequestFence fence, Meter meter, Supplier<ContextSnapshot> trace) {
        CompletableFuture<Fence> passed = fence.current(() -> fences.next(meter));
        Load load = new Load(keys, fence, meter);
        if (passed.isDone() && !passed.isCompletedExceptionally()) {
            load.lookUp(passed.join());
            if (load.isAnswered()) {
                return CompletableFuture.completedFuture(load.values);
            }
        }
        ContextSnapshot here = trace.get();
        return passed.thenApplyAsync(open -> load.behind(open, here), executor);
    }

    /** The keys of one batch, and what has been found of them. Used by one thread at a time. */
    private final class Load {

        private final RequestFence fence;
        private final Meter meter;
        private final Map<K, V> values = new HashMap<>();
        private final Set<K> left;
        private final Set<K> unanswerable = new HashSet<>();
        private final Map<Entries<?>, Set<Long>> missing = new HashMap<>();
        private int lookups;
        private boolean lacksMuch;

        Load(Set<K> keys, RequestFence fence, Meter meter) {
            this.left = new HashSet<>(keys);
            this.fence = fence;
            this.meter = meter;
        }

        boolean isAnswered() {
            return left.isEmpty() && unanswerable.isEmpty();
        }

        /** Answers as many keys as memory can behind a fence. */
        void lookUp(Fence passed) {
            if (passed.isOpen()) {
                lookups++;
                missing.clear();
                left.removeIf(key -> isSettled(key, new Lookup(passed)));
            }
        }

        private boolean isSettled(K key, Lookup lookup) {
            V value = null;
            boolean failed = false;
            try {
                value = answer.answer(key, lookup);
            } catch (RuntimeException failure) {
                log.warn("Memory fails for a key, which its statement answers instead", failure);
                failed = true;
            }
            meter.fromMemory(lookup.found());
            if (failed || !lookup.isAnswerable()) {
                unanswerable.add(key);
                return true;
            }
            if (lookup.isComplete()) {
                if (value != null) {
                    values.put(key, value);
                }
                return true;
            }
            lacksMuch |= lookup.lacksMoreThan(maxMissing);
            lookup.addMissingTo(missing);
            return false;
        }

        /** Answers all keys. Waits for statements. */
        Map<K, V> behind(Fence first, ContextSnapshot trace) {
            Fence open = first;
            if (lookups == 0) {
                lookUp(open);
            }
            while (open.isOpen() && isWorthReading()) {
                readMissing(trace);
                open = fence.after(open, () -> fences.next(meter)).join();
                lookUp(open);
            }
            if (isAnswered()) {
                return values;
            }
            Set<K> asked = new HashSet<>(left);
            asked.addAll(unanswerable);
            Outcome<K, V> outcome = new Outcome<>();
            outcome.add(values);
            outcome.add(statements.load(asked, meter, trace));
            Map<K, V> answers = outcome.valuesOrThrow();
            if (open.isOpen()) {
                filling.offer(left);
            }
            return answers;
        }

        /** Returns whether to read what is missing; not if one answer lacks much, so that one statement gives all. */
        private boolean isWorthReading() {
            return !left.isEmpty() && !lacksMuch && lookups < MAX_LOOKUPS;
        }

        private void readMissing(ContextSnapshot trace) {
            List<CompletableFuture<Map<Long, Long>>> reads = new ArrayList<>();
            missing.forEach((kind, ids) -> reads.add(readers.apply(kind).load(ids, meter, trace)));
            // An entry that fails by itself stays missing, so the statement answers the keys that need it.
            Outcome<Long, Long> read = new Outcome<>();
            reads.forEach(read::add);
            read.throwIfAllFailed();
        }
    }
}
