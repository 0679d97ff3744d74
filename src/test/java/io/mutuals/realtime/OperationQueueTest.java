package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At most n operations of a socket start at once. */
@SideBySide
class OperationQueueTest {

    private final List<Runnable> ends = new ArrayList<>();
    private final List<Integer> begun = new ArrayList<>();
    private final OperationQueue queue = new OperationQueue(2, Runnable::run);

    @Test
    void noMoreStartThanAllowedAndTheOthersFollowInOrder() {
        for (int number = 1; number <= 4; number++) {
            add(number);
        }
        assertThat(begun).containsExactly(1, 2);
        ends.get(1).run();
        assertThat(begun).containsExactly(1, 2, 3);
        ends.get(0).run();
        ends.get(2).run();
        ends.get(3).run();
        add(5);
        add(6);
        add(7);
        assertThat(begun).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void discardedWorkNeverStarts() {
        for (int number = 1; number <= 5; number++) {
            add(number);
        }
        queue.discard(3);
        ends.get(0).run();
        assertThat(begun).containsExactly(1, 2, 4);
        queue.discardAll();
        ends.get(1).run();
        ends.get(2).run();
        assertThat(begun).containsExactly(1, 2, 4);
    }

    private void add(Integer number) {
        queue.add(number, done -> {
            begun.add(number);
            ends.add(done);
        });
    }
}
