package io.mutuals.experiment.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that shows what it is told to, for days that are lived through in minutes. Thread-safe. */
public final class SimulatedClock implements InstantSource {

    private volatile Instant now;

    public SimulatedClock(Instant now) {
        this.now = now;
    }

    /** From now on it shows this. */
    public void set(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
