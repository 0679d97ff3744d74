package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import io.mutuals.neo4j.Graph.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a change runs again. */
@SideBySide
class RunsTest {

    private static final Transaction TRANSACTION = (statement, parameters) -> List.of();

    private final List<Long> runs = new ArrayList<>();
    private final Set<Long> committed = new HashSet<>();
    private final List<Long> asked = new ArrayList<>();
    private boolean fails;

    private final Runs<Integer> change = new Runs<>(
            transaction -> {
                if (fails) {
                    throw new IllegalStateException("a deadlock");
                }
                return runs.size();
            },
            run -> {
                asked.add(run);
                return committed.contains(run);
            });

    @Test
    void theResultOfACommittedRunStands() {
        assertThat(next()).isEqualTo(1);
        committed.addAll(runs);
        assertThat(next()).isEqualTo(1);
        assertThat(runs).hasSize(1);
        assertThat(asked).isEqualTo(runs);
    }

    @Test
    void aRunThatWasNotCommittedIsFollowedByAnotherWithItsOwnNumber() {
        assertThat(next()).isEqualTo(1);
        assertThat(next()).isEqualTo(2);
        assertThat(runs).doesNotHaveDuplicates();
        committed.add(runs.getLast());
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void aRunThatFailedCannotHaveBeenCommitted() {
        fails = true;
        assertThatThrownBy(this::next).hasMessage("a deadlock");
        fails = false;
        assertThat(next()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    private int next() {
        return change.next(run -> {
            runs.add(run);
            return TRANSACTION;
        });
    }
}
