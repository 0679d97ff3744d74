package io.mutuals.experiment;

/** A simulation would count nothing, and so nobody in it does anything; the message tells what to do instead. */
public final class SimulationRefused extends RuntimeException {

    SimulationRefused(String message) {
        super(message);
    }
}
