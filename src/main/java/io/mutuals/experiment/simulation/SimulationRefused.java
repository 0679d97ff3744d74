package io.mutuals.experiment.simulation;

/** Thrown when a simulation cannot run, would count nothing, or was interrupted. The message says why. */
public final class SimulationRefused extends RuntimeException {

    SimulationRefused(String message) {
        super(message);
    }
}
