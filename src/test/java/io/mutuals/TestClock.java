package io.mutuals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Primary;

/** The server's clock, which a test may set forward. */
@Primary
public class TestClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    /** Lets {@code time} pass. */
    public void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Goes back to the true time. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
