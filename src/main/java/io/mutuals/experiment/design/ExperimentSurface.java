package io.mutuals.experiment.design;

/** The part of the product whose strategies an experiment compares. */
public enum ExperimentSurface {
    /** People you may know. */
    SUGGESTIONS,
    /** The ranked feed. */
    FEED
}
