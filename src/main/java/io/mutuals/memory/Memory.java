package io.mutuals.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.changelog.Fact;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The entries of all kinds, each under the name by which the change log reports that it has changed. Together they are
 * bounded by weight, in approximate bytes; the least recently used are dropped. Thread-safe.
 */
@Component
public class Memory {

    /** The heap that an entry takes beside its value. */
    private static final int OVERHEAD = 160;

    private final Cache<Fact, Held> cache;
    private final MeterRegistry metrics;
    private final Counter dropped;
    private final Counter droppedAll;

    /** The kinds of entries that go by the name of another kind of fact, by that kind. */
    private final Map<String, Set<String>> namedAlike = new ConcurrentHashMap<>();

    /** Guards the order of keeping and dropping, and the fields below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Set<Reading> readings = new HashSet<>();
    private long fences;

    Memory(MemoryProperties properties, MeterRegistry metrics) {
        this.metrics = metrics;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(properties.maxWeight().toBytes())
                .<Fact, Held>weigher((fact, held) -> held.weight())
                .build();
        this.dropped = Counter.builder("mutuals.memory.dropped")
                .description("Entries dropped because they had changed, or may have")
                .tag("reason", "changed")
                .register(metrics);
        this.droppedAll = Counter.builder("mutuals.memory.dropped")
                .description("Entries dropped because they had changed, or may have")
                .tag("reason", "unknown")
                .register(metrics);
        Gauge.builder("mutuals.memory.entries", cache, Cache::estimatedSize)
                .description("Entries in memory")
                .register(metrics);
        Gauge.builder("mutuals.memory.weight", this, Memory::weight)
                .description("Approximate heap of all entries")
                .baseUnit("bytes")
                .register(metrics);
    }

    /**
     * Returns the entries of a kind.
     *
     * @param kind the kind of {@link Fact} that names them; its changes must be in the change log
     * @param weight returns the approximate heap that a value takes, in bytes
     */
    public <E> Entries<E> entries(String kind, ToIntFunction<E> weight) {
        return new Entries<>(kind, value -> OVERHEAD + weight.applyAsInt(value), this, metrics);
    }

    /**
     * Returns the entries of a kind that change only when a fact of another kind does, with the same id. So the change
     * log need not name them.
     *
     * @param namedBy the kind of {@link Fact} that names their changes
     */
    public <E> Entries<E> entries(String kind, String namedBy, ToIntFunction<E> weight) {
        namedAlike
                .computeIfAbsent(namedBy, first -> ConcurrentHashMap.newKeySet())
                .add(kind);
        return entries(kind, weight);
    }

    @Nullable
    Held find(Fact fact) {
        return cache.getIfPresent(fact);
    }

    /** Returns the number of a fence whose statement is about to begin. */
    long beginFence() {
        lock.lock();
        try {
            return ++fences;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a reading of entries whose statement is about to begin. */
    Reading beginReading() {
        Reading reading = new Reading();
        lock.lock();
        try {
            readings.add(reading);
        } finally {
            lock.unlock();
        }
        return reading;
    }

    /** Ends a reading, and keeps those of its values that are not known to have changed since it began. */
    void endReading(Reading reading, Map<Fact, Weighed> values) {
        lock.lock();
        try {
            readings.remove(reading);
            if (reading.outdated) {
                return;
            }
            values.forEach((fact, value) -> {
                if (!reading.changed.contains(fact)) {
                    cache.put(fact, new Held(value.value(), value.weight(), fences));
                }
            });
        } finally {
            lock.unlock();
        }
    }

    void drop(Set<Fact> named) {
        Set<Fact> facts = new HashSet<>(named);
        for (Fact fact : named) {
            namedAlike.getOrDefault(fact.kind(), Set.of()).forEach(kind -> facts.add(new Fact(kind, fact.id())));
        }
        lock.lock();
        try {
            readings.forEach(reading -> reading.changed.addAll(facts));
            cache.invalidateAll(facts);
        } finally {
            lock.unlock();
        }
        dropped.increment(named.size());
    }

    void dropAll() {
        long all;
        lock.lock();
        try {
            readings.forEach(reading -> reading.outdated = true);
            all = cache.estimatedSize();
            cache.invalidateAll();
        } finally {
            lock.unlock();
        }
        droppedAll.increment((double) all);
    }

    private double weight() {
        OptionalLong weight =
                cache.policy().eviction().map(Policy.Eviction::weightedSize).orElse(OptionalLong.empty());
        return weight.orElse(0);
    }

    /** A value with the heap that it takes. */
    record Weighed(Object value, int weight) {

        /** Stands for a value that memory does not hold. */
        static final Weighed NOT_HELD = new Weighed(Entries.NOT_HELD, OVERHEAD);
    }

    /**
     * A value in memory.
     *
     * @param fence the last fence that had begun when the value was read; later ones vouch for it
     */
    record Held(Object value, int weight, long fence) {}

    /** A statement that reads entries, with what changed since it began. */
    static final class Reading {
        private final Set<Fact> changed = new HashSet<>();
        private boolean outdated;
    }
}
