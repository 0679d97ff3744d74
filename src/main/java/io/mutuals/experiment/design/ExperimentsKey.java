package io.mutuals.experiment.design;

import io.mutuals.api.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A page of the experiments, the newest first.
 *
 * @param state null for all
 */
public record ExperimentsKey(@Nullable ExperimentState state, Slice slice) implements Slice.Key {}
