package io.mutuals.experiment.simulation;

/** Thrown when a simulation would count nothing. The message says what to do instead. */
public final class SimulationRefused extends RuntimeException {

    SimulationRefused(String message) {
        super(message);
    }
}
