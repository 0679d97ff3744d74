package io.mutuals.suggestion.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The facts of everybody, beside the friend graph of this replica: 16 bytes for each person. Many read and one thread writes.
 *
 * <p>They may be a moment old, so they decide the order of a ranking and nothing else.
 */
@Component
public class PeopleInMemory {

    private static final Table NOBODY = new Table(new long[0], new AtomicLongArray(0));

    private volatile Table table = NOBODY;
    private volatile boolean isLoaded;
    private final Map<Long, Long> newcomers = new ConcurrentHashMap<>();

    PeopleInMemory(MeterRegistry metrics) {
        Gauge.builder(
                        "mutuals.suggestion.graph.facts",
                        this,
                        people -> people.table.ids.length + people.newcomers.size())
                .description("People whose facts are in memory beside the graph")
                .register(metrics);
    }

    /** Whether everybody is there who was there when all were read. */
    public boolean isLoaded() {
        return isLoaded;
    }

    /** What is known of a person; null of whoever is not here. */
    @Nullable
    public PersonFacts get(long person) {
        Table current = table;
        int place = Arrays.binarySearch(current.ids, person);
        Long facts = place >= 0 ? Long.valueOf(current.facts.getOpaque(place)) : newcomers.get(person);
        return facts == null ? null : PersonFacts.unpacked(facts);
    }

    /** Takes over what is known of a person now. */
    void put(long person, PersonFacts facts) {
        int place = Arrays.binarySearch(table.ids, person);
        if (place >= 0) {
            table.facts.setOpaque(place, facts.packed());
        } else {
            newcomers.put(person, facts.packed());
        }
    }

    /** Takes over everybody; who is not in it is forgotten. */
    void replace(Draft everybody) {
        table = everybody.sorted();
        newcomers.clear();
        isLoaded = true;
    }

    /** Forgets everybody. */
    void clear() {
        isLoaded = false;
        table = NOBODY;
        newcomers.clear();
    }

    @SuppressWarnings("ArrayRecordComponent") // read in place, never compared
    private record Table(long[] ids, AtomicLongArray facts) {}

    /** Everybody, while they are read, in any order. Not thread-safe. */
    static final class Draft {

        private long[] ids = new long[1024];
        private long[] facts = new long[1024];
        private int size;

        void add(long person, PersonFacts known) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size + (size >> 1));
                facts = Arrays.copyOf(facts, ids.length);
            }
            ids[size] = person;
            facts[size++] = known.packed();
        }

        private Table sorted() {
            long[] sorted = Arrays.copyOf(ids, size);
            Arrays.sort(sorted);
            AtomicLongArray ordered = new AtomicLongArray(size);
            for (int at = 0; at < size; at++) {
                ordered.setPlain(Arrays.binarySearch(sorted, ids[at]), facts[at]);
            }
            return new Table(sorted, ordered);
        }
    }
}
