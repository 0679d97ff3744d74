package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A committed change does not fail because a listener does. */
@SideBySide
class EventsTest {

    @Test
    void aFailingListenerAffectsNeitherTheChangeNorTheNextEvent() {
        List<Object> heard = new ArrayList<>();
        Events events = new Events(event -> {
            heard.add(event);
            throw new IllegalStateException("a listener failed");
        });
        assertThatCode(() -> events.publish("one")).doesNotThrowAnyException();
        events.publish("two");
        assertThat(heard).containsExactly("one", "two");
    }
}
