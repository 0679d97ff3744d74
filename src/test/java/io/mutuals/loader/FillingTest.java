package io.mutuals.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which keys are filled, and when. The entries of an answer are none here: it is given up. */
@SideBySide
class FillingTest {

    private static final int MOST = 1000;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Runnable> threads = new ArrayList<>();
    private final List<Long> filled = new ArrayList<>();
    private final Filling<Long> filling = new Filling<>(
            (key, lookup) -> {
                filled.add(key);
                lookup.giveUp();
                if (key % 2 == 0) {
                    throw new IllegalStateException("An even key");
                }
                return null;
            },
            kind -> {
                throw new AssertionError("No entry is missing");
            },
            ContextSnapshotFactory.builder().build()::captureAll,
            new Fillings(metrics),
            threads::add);

    @Test
    void keysThatWaitAlreadyAreFilledOnceByOneThread() {
        filling.offer(Set.of(1L, 3L));
        filling.offer(Set.of(3L, 5L));
        assertThat(threads).hasSize(1);
        assertThat(open()).isEqualTo(3);
        threads.removeFirst().run();
        assertThat(filled).containsExactlyInAnyOrder(1L, 3L, 5L);
        assertThat(open()).isZero();

        filling.offer(Set.of(3L));
        assertThat(threads).as("the thread before has ended").hasSize(1);
        threads.removeFirst().run();
        assertThat(filled).hasSize(4);
    }

    @Test
    void keysBeyondThoseThatMayWaitAreDropped() {
        filling.offer(odd(0, MOST - 10));
        filling.offer(odd(MOST - 20, MOST + 40));
        assertThat(open()).isEqualTo(MOST);
        assertThat(fillings("shed")).isEqualTo(40);
        threads.removeFirst().run();
        assertThat(filled).hasSize(MOST).doesNotHaveDuplicates();
        assertThat(fillings("filled")).isEqualTo(MOST);
        filling.offer(Set.of(1L));
        assertThat(threads).hasSize(1);
    }

    @Test
    void aFailureEndsItsOwnKeysAlone() {
        filling.offer(Set.of(2L));
        filling.offer(odd(10, 210));
        threads.removeFirst().run();
        assertThat(open()).isZero();
        assertThat(filled).hasSizeGreaterThan(100);
        filling.offer(Set.of(1L));
        threads.removeFirst().run();
        assertThat(filled).contains(1L);
    }

    private static Set<Long> odd(int from, int to) {
        return LongStream.range(from, to).mapToObj(number -> 2 * number + 1).collect(Collectors.toSet());
    }

    private double open() {
        return metrics.get("mutuals.memory.fillings.open").gauge().value();
    }

    private double fillings(String result) {
        return metrics.get("mutuals.memory.fillings")
                .tag("result", result)
                .counter()
                .count();
    }
}
