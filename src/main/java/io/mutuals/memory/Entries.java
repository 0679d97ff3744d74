package io.mutuals.memory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.changelog.Fact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one kind, such as the friends of users. Thread-safe.
 *
 * @param <E> immutable type of the values
 */
public final class Entries<E> {

    /** Kept in place of a value that memory does not hold, such as a list that is too long. */
    static final Object NOT_HELD = new Object();

    private final String kind;
    private final ToIntFunction<E> weight;
    private final Memory memory;
    private final Counter hits;
    private final Counter misses;

    Entries(String kind, ToIntFunction<E> weight, Memory memory, MeterRegistry metrics) {
        this.kind = kind;
        this.weight = weight;
        this.memory = memory;
        this.hits = counter("hit", metrics);
        this.misses = counter("miss", metrics);
    }

    private Counter counter(String result, MeterRegistry metrics) {
        return Counter.builder("mutuals.memory.lookups")
                .description("Lookups of entries in memory")
                .tag("kind", kind)
                .tag("result", result)
                .register(metrics);
    }

    /** Returns the kind of fact that these entries are about. */
    public String kind() {
        return kind;
    }

    /**
     * Reads values, and keeps those that are not known to have changed meanwhile.
     *
     * @param ids the ids of the facts to read
     * @param read a statement that begins when it is called; facts without a value are not kept
     */
    public void read(Set<Long> ids, Function<Set<Long>, Map<Long, E>> read) {
        keep(() -> {
            Map<Fact, Memory.Weighed> values = new HashMap<>();
            read.apply(ids).forEach((id, value) -> values.put(new Fact(kind, id), weighed(value)));
            return values;
        });
    }

    /**
     * Like {@link #read}, of values that memory does not all hold.
     *
     * @param read returns an empty value for one that memory does not hold
     */
    public void readBounded(Set<Long> ids, Function<Set<Long>, Map<Long, Optional<E>>> read) {
        keep(() -> {
            Map<Fact, Memory.Weighed> values = new HashMap<>();
            read.apply(ids)
                    .forEach((id, value) -> values.put(
                            new Fact(kind, id), value.map(this::weighed).orElse(Memory.Weighed.NOT_HELD)));
            return values;
        });
    }

    private Memory.Weighed weighed(E value) {
        return new Memory.Weighed(value, weight.applyAsInt(value));
    }

    private void keep(Supplier<Map<Fact, Memory.Weighed>> read) {
        Memory.Reading reading = memory.beginReading();
        Map<Fact, Memory.Weighed> values = Map.of();
        try {
            values = read.get();
        } finally {
            memory.endReading(reading, values);
        }
    }

    /** Returns those of {@code ids} without an entry. */
    public Set<Long> missing(Set<Long> ids) {
        return ids.stream()
                .filter(id -> memory.find(new Fact(kind, id)) == null)
                .collect(Collectors.toSet());
    }

    Memory.@Nullable Held find(long id) {
        Memory.Held held = memory.find(new Fact(kind, id));
        (held == null ? misses : hits).increment();
        return held;
    }
}
