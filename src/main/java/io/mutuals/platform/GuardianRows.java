package io.mutuals.platform;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.guardian.ToldGuardianships;
import io.mutuals.neo4j.Graph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Applies rows of {@code putGuardians}, each by itself and all in one transaction. Rows may be told any number of times
 * and in any order; of one link the latest change wins. Thread-safe.
 */
@Service
class GuardianRows {

    private final Graph graph;
    private final PlatformKeys keys;
    private final ToldGuardianships guardianships;

    GuardianRows(Graph graph, PlatformKeys keys, ToldGuardianships guardianships) {
        this.graph = graph;
        this.keys = keys;
        this.guardianships = guardianships;
    }

    /** Applies rows, and answers each, in order. */
    List<Answer> apply(List<GuardianRow> rows) {
        return rows.isEmpty()
                ? List.of()
                : graph.write("platform.putGuardians", transaction -> transact(transaction, rows));
    }

    private List<Answer> transact(Graph.Transaction transaction, List<GuardianRow> rows) {
        Map<String, Long> users = keys.find(
                transaction,
                KeyKind.USER,
                rows.stream()
                        .flatMap(row -> Stream.of(row.guardianKey(), row.wardKey()))
                        .toList());
        @Nullable Answer[] answers = new Answer[rows.size()];
        Map<GuardianRow.Pair, Integer> latest = new HashMap<>();
        for (int index = 0; index < rows.size(); index++) {
            GuardianRow row = rows.get(index);
            @Nullable UserError error = refusal(row, index, users);
            if (error != null) {
                answers[index] = Answer.of(row, RowOutcome.REFUSED, error);
                continue;
            }
            @Nullable Integer before = latest.get(row.pair());
            if (before != null && rows.get(before).changedAt().isAfter(row.changedAt())) {
                answers[index] = Answer.of(row, RowOutcome.OUTDATED);
            } else {
                latest.put(row.pair(), index);
                if (before != null) {
                    boolean isRepeated = rows.get(before).equals(row);
                    answers[before] =
                            Answer.of(rows.get(before), isRepeated ? RowOutcome.APPLIED : RowOutcome.OUTDATED);
                }
            }
        }
        List<Integer> indexes = latest.values().stream().sorted().toList();
        List<ToldGuardianships.Outcome> outcomes = guardianships.apply(
                transaction,
                indexes.stream().map(index -> link(rows.get(index), users)).toList());
        for (int place = 0; place < indexes.size(); place++) {
            int index = indexes.get(place);
            answers[index] = answer(rows.get(index), index, outcomes.get(place));
        }
        return Arrays.stream(answers).map(Objects::requireNonNull).toList();
    }

    private static ToldGuardianships.Link link(GuardianRow row, Map<String, Long> users) {
        return new ToldGuardianships.Link(
                new UserId(Objects.requireNonNull(users.get(row.guardianKey()))),
                new UserId(Objects.requireNonNull(users.get(row.wardKey()))),
                row.guards(),
                row.changedAt());
    }

    private static Answer answer(GuardianRow row, int index, ToldGuardianships.Outcome outcome) {
        if (outcome.error() != null) {
            List<UserError> errors = RowErrors.at(index, List.of(outcome.error()));
            return new Answer(row.guardianKey(), row.wardKey(), RowOutcome.REFUSED, errors);
        }
        return Answer.of(row, outcome.isOutdated() ? RowOutcome.OUTDATED : RowOutcome.APPLIED);
    }

    private static @Nullable UserError refusal(GuardianRow row, int index, Map<String, Long> users) {
        if (!users.containsKey(row.guardianKey())) {
            return RowErrorCode.USER_NOT_FOUND.of(index, "guardianKey", "No user has this key; put the user first.");
        }
        return users.containsKey(row.wardKey())
                ? null
                : RowErrorCode.USER_NOT_FOUND.of(index, "wardKey", "No user has this key; put the user first.");
    }

    /** The answer to a row. */
    record Answer(String guardianKey, String wardKey, RowOutcome outcome, List<UserError> userErrors) {

        static Answer of(GuardianRow row, RowOutcome outcome, UserError... userErrors) {
            return new Answer(row.guardianKey(), row.wardKey(), outcome, List.of(userErrors));
        }
    }
}
