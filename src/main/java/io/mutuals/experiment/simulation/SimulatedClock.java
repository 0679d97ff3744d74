package io.mutuals.experiment.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** Manually set clock, for simulating days in minutes. Thread-safe. */
public final class SimulatedClock implements InstantSource {

    private volatile Instant now;

    /** Creates a clock that is stopped at {@code now}. */
    public SimulatedClock(Instant now) {
        this.now = now;
    }

    /** Sets the time that the clock shows. */
    public void set(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
