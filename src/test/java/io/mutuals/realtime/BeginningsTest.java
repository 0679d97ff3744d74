package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeginningsTest {

    private final List<Runnable> ends = new ArrayList<>();
    private final List<Integer> begun = new ArrayList<>();
    private final Beginnings beginnings = new Beginnings(2, Runnable::run);

    @Test
    void noMoreBeginThanMayAndTheOthersFollowInTheirOrder() {
        for (int number = 1; number <= 4; number++) {
            begin(number);
        }
        assertThat(begun).containsExactly(1, 2);
        ends.get(1).run();
        assertThat(begun).containsExactly(1, 2, 3);
        ends.get(0).run();
        ends.get(2).run();
        ends.get(3).run();
        begin(5);
        begin(6);
        begin(7);
        assertThat(begun).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void whatIsNoLongerWantedNeverBegins() {
        for (int number = 1; number <= 5; number++) {
            begin(number);
        }
        beginnings.forget(3);
        ends.get(0).run();
        assertThat(begun).containsExactly(1, 2, 4);
        beginnings.forgetAll();
        ends.get(1).run();
        ends.get(2).run();
        assertThat(begun).containsExactly(1, 2, 4);
    }

    private void begin(Integer number) {
        beginnings.add(number, done -> {
            begun.add(number);
            ends.add(done);
        });
    }
}
