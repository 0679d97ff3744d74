package io.mutuals.platform;

import io.mutuals.api.Events;
import io.mutuals.api.Fingerprint;
import io.mutuals.api.UserError;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies rows about things that have keys, each by itself and all in one transaction: a row that is refused keeps no
 * other from being applied. Rows may be told any number of times and in any order; of one key the latest change wins.
 * Thread-safe.
 *
 * @param <R> the rows of one mutation
 */
final class KeyedRows<R extends KeyedRow> {

    /** The longest key, in characters. */
    static final int MAX_KEY = 128;

    private final Graph graph;
    private final ChangeLog log;
    private final Events events;
    private final PlatformKeys keys;
    private final KeyKind kind;
    private final Rules<R> rules;

    KeyedRows(Graph graph, ChangeLog log, Events events, PlatformKeys keys, KeyKind kind, Rules<R> rules) {
        this.graph = graph;
        this.log = log;
        this.events = events;
        this.keys = keys;
        this.kind = kind;
        this.rules = rules;
    }

    /** Applies rows as if one after the other, and answers each, in order. */
    List<RowAnswer> apply(List<R> rows) {
        Map<Integer, RowAnswer> answers = new TreeMap<>();
        List<Integer> valid = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            List<UserError> errors = check(rows.get(index), index);
            if (errors.isEmpty()) {
                valid.add(index);
            } else {
                answers.put(index, RowAnswer.refused(rows.get(index).key(), null, errors));
            }
        }
        apply(rows, valid, answers);
        return List.copyOf(answers.values());
    }

    private List<UserError> check(R row, int index) {
        if (isKey(row.key())) {
            return rules.check(row, index);
        }
        String message = "A key has 1 to " + MAX_KEY + " characters, no blanks and no control characters.";
        return List.of(RowErrorCode.INVALID_KEY.of(index, "key", message));
    }

    /** Returns whether a text may be a key. */
    static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_KEY
                && text.codePoints()
                        .noneMatch(one -> Character.isWhitespace(one)
                                || Character.isSpaceChar(one)
                                || Character.isISOControl(one));
    }

    /** Concurrent changes may take what a row asks for; halving finds the row, and the others are applied. */
    private void apply(List<R> rows, List<Integer> indexes, Map<Integer, RowAnswer> answers) {
        if (indexes.isEmpty()) {
            return;
        }
        try {
            Transacted done = graph.write(rules.name(), transaction -> transact(transaction, rows, indexes));
            answers.putAll(done.answers());
            done.happened().forEach(events::publish);
        } catch (Graph.ConstraintViolation taken) {
            if (indexes.size() == 1) {
                int index = indexes.getFirst();
                answers.put(index, RowAnswer.refused(rows.get(index).key(), null, List.of(rules.conflict(index))));
                return;
            }
            int half = indexes.size() / 2;
            apply(rows, indexes.subList(0, half), answers);
            apply(rows, indexes.subList(half, indexes.size()), answers);
        }
    }

    private Transacted transact(Graph.Transaction transaction, List<R> rows, List<Integer> indexes) {
        List<String> used = indexes.stream().map(index -> rows.get(index).key()).toList();
        Map<String, PlatformKeys.Known> known = keys.lock(transaction, kind, used);
        Map<Integer, RowAnswer> answers = new HashMap<>();
        List<Fact> facts = new ArrayList<>();
        List<Object> happened = new ArrayList<>();
        for (List<Integer> run : runs(rows, indexes)) {
            Written written = write(transaction, rows, run, known, answers);
            facts.addAll(written.facts());
            happened.addAll(written.happened());
        }
        List<String> unused = used.stream()
                .filter(key -> Objects.requireNonNull(known.get(key)).changedAt() == null)
                .toList();
        if (!unused.isEmpty()) {
            keys.forgetUnused(transaction, kind, unused);
        }
        log.append(transaction, facts);
        return new Transacted(answers, happened);
    }

    /** Divides rows into runs in which no key occurs twice, in order. */
    private List<List<Integer>> runs(List<R> rows, List<Integer> indexes) {
        List<List<Integer>> runs = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int index : indexes) {
            if (runs.isEmpty() || !used.add(rows.get(index).key())) {
                runs.add(new ArrayList<>());
                used.clear();
                used.add(rows.get(index).key());
            }
            runs.getLast().add(index);
        }
        return runs;
    }

    /** Writes rows about different keys. */
    private Written write(
            Graph.Transaction transaction,
            List<R> rows,
            List<Integer> indexes,
            Map<String, PlatformKeys.Known> known,
            Map<Integer, RowAnswer> answers) {
        List<Candidate<R>> candidates = new ArrayList<>();
        for (int index : indexes) {
            R row = rows.get(index);
            PlatformKeys.Known stored = Objects.requireNonNull(known.get(row.key()));
            if (stored.changedAt() != null && stored.changedAt().isAfter(row.changedAt())) {
                answers.put(index, RowAnswer.outdated(row.key(), stored.number()));
            } else if (stored.isDeleted()) {
                answers.put(index, ofDeleted(row, index));
            } else if (fingerprint(row).equals(stored.fingerprint())) {
                answers.put(index, RowAnswer.applied(row.key(), stored.number()));
            } else {
                candidates.add(new Candidate<>(index, row, stored.number()));
            }
        }
        if (candidates.isEmpty()) {
            return Written.NOTHING;
        }
        Written written = rules.write(transaction, candidates);
        List<PlatformKeys.Applied> applied = new ArrayList<>();
        for (Candidate<R> candidate : candidates) {
            R row = candidate.row();
            List<UserError> errors = written.refused().get(candidate.index());
            if (errors == null) {
                Long number = written.numbers().get(candidate.index());
                applied.add(new PlatformKeys.Applied(row.key(), row.changedAt(), fingerprint(row), number));
                known.put(row.key(), new PlatformKeys.Known(row.changedAt(), fingerprint(row), number, false));
                answers.put(candidate.index(), RowAnswer.applied(row.key(), number));
            } else {
                answers.put(candidate.index(), RowAnswer.refused(row.key(), candidate.number(), errors));
            }
        }
        if (!applied.isEmpty()) {
            keys.record(transaction, kind, applied);
        }
        return written;
    }

    private RowAnswer ofDeleted(R row, int index) {
        UserError refusal = rules.ofDeleted(index);
        return refusal == null
                ? RowAnswer.applied(row.key(), null)
                : RowAnswer.refused(row.key(), null, List.of(refusal));
    }

    /** Returns what tells a row that is repeated from another with the same time of change. */
    private static String fingerprint(KeyedRow row) {
        return Fingerprint.of(row.toString());
    }

    /** The rules of one mutation. */
    interface Rules<R extends KeyedRow> {

        /** Returns the name of the change in metrics, traces and logs. */
        String name();

        /** Returns why a row is refused whatever is stored; empty if it is not. */
        List<UserError> check(R row, int index);

        /** Writes rows, but those that what is stored refuses, one after the other. */
        Written write(Graph.Transaction transaction, List<Candidate<R>> rows);

        /** Returns the refusal of a row that breaks a unique constraint. */
        UserError conflict(int index);

        /**
         * Returns the refusal of a row whose key named what was deleted here and is erased; null if the row holds
         * anyway.
         */
        default @Nullable UserError ofDeleted(int index) {
            return null;
        }
    }

    /**
     * A row to write.
     *
     * @param index the place of the row in the input
     * @param number the internal id of what its key names; null if it names nothing yet
     */
    record Candidate<R>(int index, R row, @Nullable Long number) {}

    /**
     * What was written.
     *
     * @param numbers what the keys of rows name now, by the index of the row; absent if a key names nothing
     * @param refused the reasons to refuse rows, by their index
     * @param facts what changed of the facts in memory
     * @param happened the events to publish after the commit
     */
    record Written(
            Map<Integer, Long> numbers,
            Map<Integer, List<UserError>> refused,
            List<Fact> facts,
            List<? extends Object> happened) {

        static final Written NOTHING = new Written(Map.of(), Map.of(), List.of());

        /** What was written, of which no event tells. */
        Written(Map<Integer, Long> numbers, Map<Integer, List<UserError>> refused, List<Fact> facts) {
            this(numbers, refused, facts, List.of());
        }
    }

    private record Transacted(Map<Integer, RowAnswer> answers, List<Object> happened) {}
}
