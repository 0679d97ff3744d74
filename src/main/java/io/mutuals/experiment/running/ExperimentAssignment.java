package io.mutuals.experiment.running;

import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.running.Assigner.Placed;
import org.jspecify.annotations.Nullable;

/**
 * Where an experiment puts somebody.
 *
 * @param variant null when they do not take part
 * @param unit null when there is none
 */
public record ExperimentAssignment(
        @Nullable String variant, Reason reason, @Nullable String unit) {

    public static ExperimentAssignment of(Experiment experiment, long person, Placed placed) {
        String unit = placed.unit() == null ? null : placed.unit().name();
        Integer override = experiment.override(person).orElse(null);
        if (override != null) {
            return new ExperimentAssignment(experiment.variantKeys().get(override), Reason.OVERRIDE, unit);
        }
        return switch (placed.assignment()) {
            case Assignment.In(int variant) ->
                new ExperimentAssignment(experiment.variantKeys().get(variant), Reason.ASSIGNED, unit);
            case Assignment.Out(Assignment.Reason why) ->
                new ExperimentAssignment(
                        null,
                        switch (why) {
                            case HELD_OUT -> Reason.HELD_OUT;
                            case OUTSIDE_LAYER_SHARE -> Reason.OUTSIDE_LAYER_SHARE;
                            case NOT_RAMPED -> Reason.NOT_RAMPED;
                            case NO_CLUSTER -> Reason.NO_CLUSTER;
                        },
                        unit);
        };
    }

    /** Why somebody has a variant, or none. */
    enum Reason {
        ASSIGNED,
        OVERRIDE,
        HELD_OUT,
        OUTSIDE_LAYER_SHARE,
        NOT_RAMPED,
        NO_CLUSTER
    }
}
