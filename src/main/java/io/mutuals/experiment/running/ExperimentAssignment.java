package io.mutuals.experiment.running;

import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.running.Assigner.UnitAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of a user in an experiment, overrides included.
 *
 * @param variant null if the user does not take part
 * @param unit name of the unit that the user is assigned with; null if the user is in no cluster
 */
public record ExperimentAssignment(
        @Nullable String variant, Reason reason, @Nullable String unit) {

    public static ExperimentAssignment of(Experiment experiment, long user, UnitAssignment assigned) {
        String unit = assigned.unit() == null ? null : assigned.unit().name();
        Integer override = experiment.override(user).orElse(null);
        if (override != null) {
            return new ExperimentAssignment(experiment.variantKeys().get(override), Reason.OVERRIDE, unit);
        }
        return switch (assigned.assignment()) {
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

    /** Why a user has a variant, or none. */
    public enum Reason {
        ASSIGNED,
        OVERRIDE,
        HELD_OUT,
        OUTSIDE_LAYER_SHARE,
        NOT_RAMPED,
        NO_CLUSTER
    }
}
