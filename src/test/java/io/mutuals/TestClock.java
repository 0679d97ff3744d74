package io.mutuals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Primary;

/** The server's clock, which a test can advance. */
@Primary
public class TestClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    /** Advances the clock by {@code time}. */
    public void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Advances the clock to noon of the next day in UTC, so that the day does not change while a test runs. */
    public void passToNoon() {
        Instant now = instant();
        pass(Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36))));
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
