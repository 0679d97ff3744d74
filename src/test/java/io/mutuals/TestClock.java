package io.mutuals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Primary;

/** The server's clock, which a test can advance. */
@Primary
public class TestClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    /** Advances the clock by {@code time}. */
    public void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Resets the clock to the real time. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
