package io.mutuals.experiment;

import io.mutuals.api.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A page of the experiments, the newest first.
 *
 * @param state null for all
 */
record ExperimentsKey(@Nullable ExperimentState state, Slice slice) implements Slice.Key {}
