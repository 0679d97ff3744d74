package io.mutuals.experiment.simulation;

/** A simulation would count nothing, and so nobody in it does anything; the message tells what to do instead. */
public final class SimulationRefused extends RuntimeException {

    SimulationRefused(String message) {
        super(message);
    }
}
