package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests which keys are read again. */
@SideBySide
class WholeReadsTest {

    private final List<Set<String>> reads = new ArrayList<>();

    @Test
    void onlyTornAnswersAreReadAgainAndTheLastReadCounts() {
        Map<String, Integer> answers = WholeReads.of(Set.of("whole", "torn", "gone"), (keys, torn) -> {
            reads.add(keys);
            Map<String, Integer> found = new HashMap<>();
            keys.forEach(key -> found.put(key, reads.size()));
            if (reads.size() == 1) {
                torn.accept("torn");
                torn.accept("gone");
            } else {
                found.remove("gone");
            }
            return found;
        });
        assertThat(reads).containsExactly(Set.of("whole", "torn", "gone"), Set.of("torn", "gone"));
        assertThat(answers).isEqualTo(Map.of("whole", 1, "torn", 2));
    }

    @Test
    void whatIsMissingForGoodIsReadThreeTimes() {
        Map<String, Integer> answers = WholeReads.of(Set.of("one"), (keys, torn) -> {
            reads.add(keys);
            torn.accept("one");
            return Map.of("one", reads.size());
        });
        assertThat(answers).isEqualTo(Map.of("one", 3));
    }
}
