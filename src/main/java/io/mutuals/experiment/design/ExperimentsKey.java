package io.mutuals.experiment.design;

import io.mutuals.api.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Loader key of a page of experiments, newest first.
 *
 * @param state null for all states
 */
public record ExperimentsKey(@Nullable ExperimentState state, Slice slice) implements Slice.Key {}
