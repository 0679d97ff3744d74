package io.mutuals.suggestion.shared;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/**
 * Things that few people share, who shares them, and which of them each person shares. Many read and one thread writes,
 * while others may forget all of it; who reads while something is put in may find it on one side only.
 *
 * <p>Takes 8 bytes for each person at a thing, 8 for each thing at a person, and about 110 more for each thing and each person.
 */
public final class SharedThings {

    private static final long[] NONE = new long[0];

    private volatile Tables tables = Tables.empty();

    /** Takes over all of it; what is not in it is forgotten. */
    public void replace(Draft draft) {
        tables = draft.tables();
    }

    /** Forgets all of it. */
    public void clear() {
        tables = Tables.empty();
    }

    /** Takes over what a thing is now; one that nobody shares is forgotten. */
    public void put(long thing, Thing now) {
        Tables current = tables;
        long[] before = current.things.get(thing) instanceof Thing old ? old.people() : NONE;
        if (now.people().length == 0) {
            current.things.remove(thing);
        } else {
            current.things.put(thing, now);
        }
        Rows.change(current.rows, thing, before, now.people());
    }

    /** How many things there are. */
    public int things() {
        return tables.things.size();
    }

    /**
     * Who shares how much with a person: everybody who shares anything, the person excepted, by id. Touches all who share one of the person's
     * things.
     *
     * @param isPassedOver whose things do not count
     */
    public Map<Long, Common> with(long person, LongPredicate isPassedOver) {
        Tables current = tables;
        Map<Long, Common> common = new HashMap<>();
        for (long thing : current.rows.getOrDefault(person, NONE)) {
            if (current.things.get(thing) instanceof Thing shared && !isPassedOver.test(shared.owner())) {
                long weight = shared.weight();
                for (long other : shared.people()) {
                    if (other != person) {
                        common.computeIfAbsent(other, somebody -> new Common()).add(weight);
                    }
                }
            }
        }
        return common;
    }

    /** @param rows the things of each person */
    private record Tables(Map<Long, Thing> things, Map<Long, long[]> rows) {

        private static Tables empty() {
            return new Tables(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /** All things, while they are read. Not thread-safe. */
    public static final class Draft {

        private final Map<Long, Thing> things = new ConcurrentHashMap<>();
        private final Map<Long, long[]> latest = new HashMap<>();

        /** Adds a thing, in any order, each once. */
        public void thing(long id, Thing thing) {
            things.put(id, thing);
        }

        /** Of this person nothing counts but these things; of whom it is not said, all do. */
        public void latest(long person, long[] things) {
            latest.put(person, things);
        }

        private Tables tables() {
            Map<Long, Growing> growing = new HashMap<>();
            things.forEach((id, thing) -> {
                for (long person : thing.people()) {
                    growing.computeIfAbsent(person, somebody -> new Growing()).add(id);
                }
            });
            Map<Long, long[]> rows = new ConcurrentHashMap<>(growing.size());
            growing.forEach((person, row) -> rows.put(person, row.done()));
            rows.putAll(latest);
            return new Tables(things, rows);
        }
    }

    /** A row of which it is not known how long it will be. */
    private static final class Growing {

        private long[] values = new long[4];
        private int size;

        private void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        private long[] done() {
            return Arrays.copyOf(values, size);
        }
    }
}
