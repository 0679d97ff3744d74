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
 * Facts about all users in memory, at 16 bytes per user. Any number of readers, one writer.
 *
 * <p>They may lag behind Neo4j by a moment, so they may only influence the order of a ranking.
 */
@Component
public class PeopleInMemory {

    private static final Table EMPTY = new Table(new long[0], new AtomicLongArray(0));

    private volatile Table table = EMPTY;
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

    /** Returns whether the facts about all users have been read and may be used. */
    public boolean isLoaded() {
        return isLoaded;
    }

    /** Returns the facts about a user; null if the user is not in memory. O(log users). */
    @Nullable
    public PersonFacts get(long person) {
        Table current = table;
        int place = Arrays.binarySearch(current.ids, person);
        Long facts = place >= 0 ? Long.valueOf(current.facts.getOpaque(place)) : newcomers.get(person);
        return facts == null ? null : PersonFacts.unpacked(facts);
    }

    /** Adds or replaces the facts about a user. */
    void put(long person, PersonFacts facts) {
        int place = Arrays.binarySearch(table.ids, person);
        if (place >= 0) {
            table.facts.setOpaque(place, facts.packed());
        } else {
            newcomers.put(person, facts.packed());
        }
    }

    /** Replaces the facts about all users. */
    void replace(Draft draft) {
        table = draft.sorted();
        newcomers.clear();
        isLoaded = true;
    }

    /** Removes everything. */
    void clear() {
        isLoaded = false;
        table = EMPTY;
        newcomers.clear();
    }

    @SuppressWarnings("ArrayRecordComponent") // read in place, never compared
    private record Table(long[] ids, AtomicLongArray facts) {}

    /** Facts about all users, filled while loading. Users may be added in any order, each once. Not thread-safe. */
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
