package io.mutuals.loader;

import io.micrometer.context.ContextSnapshot;
import io.mutuals.api.RequestException;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.proof.Meters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads into memory, in the background, what the answers of one loader take. It looks the answers up and reads what is
 * missing, level by level. What it reads is kept by the rules of {@link Entries}, and may be used behind a later fence;
 * so it needs no fence. While one group of keys is filled, others wait; when too many do, further ones are dropped, and
 * the next request for them offers them again. Thread-safe.
 */
final class Filling<K> {

    private static final Logger log = LoggerFactory.getLogger(Filling.class);

    /** The most keys that wait. */
    private static final int MOST_WAITING = 1000;

    /** The most keys that are filled together. */
    private static final int TOGETHER = 100;

    private final MemoryAnswer<K, ?> answer;
    private final Function<Entries<?>, Coalescer<Long, Long>> readers;
    private final Supplier<ContextSnapshot> trace;
    private final Fillings all;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<K> waiting = new LinkedHashSet<>();
    private boolean running;

    /**
     * @param answer shows which entries an answer takes
     * @param readers returns what reads entries of a kind into memory
     * @param trace captures the trace of the calling thread
     * @param executor runs the filling
     */
    Filling(
            MemoryAnswer<K, ?> answer,
            Function<Entries<?>, Coalescer<Long, Long>> readers,
            Supplier<ContextSnapshot> trace,
            Fillings all,
            Executor executor) {
        this.answer = answer;
        this.readers = readers;
        this.trace = trace;
        this.all = all;
        this.executor = executor;
    }

    /** Has the entries read that the answers to {@code keys} take, unless too many wait already. Does not block. */
    void offer(Set<K> keys) {
        boolean starts;
        lock.lock();
        try {
            int before = waiting.size();
            int shed = 0;
            for (K key : keys) {
                if (waiting.size() < MOST_WAITING) {
                    waiting.add(key);
                } else if (!waiting.contains(key)) {
                    shed++;
                }
            }
            all.opened(waiting.size() - before);
            all.shed(shed);
            starts = !running && !waiting.isEmpty();
            running |= starts;
        } finally {
            lock.unlock();
        }
        if (starts) {
            executor.execute(this::run);
        }
    }

    private void run() {
        for (Set<K> keys = take(); !keys.isEmpty(); keys = take()) {
            Set<K> taken = keys;
            try {
                all.inTurn(() -> fill(taken));
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RequestException) {
                    log.debug("Neo4j is not available to read the entries of {} answers", taken.size(), failed);
                } else {
                    log.warn("The entries of {} answers could not be read into memory", taken.size(), failed);
                }
            } catch (RuntimeException | Error failed) {
                log.warn("The entries of {} answers could not be read into memory", taken.size(), failed);
            } finally {
                all.closed(taken.size());
            }
        }
    }

    /** Takes the keys that have waited for longest; none if no keys wait, which ends the thread. */
    private Set<K> take() {
        lock.lock();
        try {
            Set<K> taken = new HashSet<>();
            for (Iterator<K> oldest = waiting.iterator(); oldest.hasNext() && taken.size() < TOGETHER; ) {
                taken.add(oldest.next());
                oldest.remove();
            }
            running = !taken.isEmpty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void fill(Set<K> keys) {
        Set<K> left = new HashSet<>(keys);
        for (int lookups = 0; lookups < MemoryFirst.MAX_LOOKUPS && !left.isEmpty(); lookups++) {
            Map<Entries<?>, Set<Long>> missing = new HashMap<>();
            left.removeIf(key -> {
                Lookup lookup = Lookup.ofNoRequest();
                answer.answer(key, lookup);
                boolean lacks = lookup.isAnswerable() && !lookup.isComplete();
                if (lacks) {
                    lookup.addMissingTo(missing);
                }
                return !lacks;
            });
            List<CompletableFuture<?>> reads = new ArrayList<>();
            missing.forEach((kind, ids) -> reads.add(readers.apply(kind).load(ids, Meters.current(), trace.get())));
            CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).join();
        }
    }
}
