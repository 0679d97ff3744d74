package io.mutuals.experiment.lifecycle;

import io.mutuals.api.UserError;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentChange;
import java.util.function.Function;

/** Decides on a change of an experiment. */
@FunctionalInterface
interface ChangeRule {

    /** Returns the decision on a locked experiment. */
    Decision decide(Experiment experiment);

    /**
     * Returns the decision to apply a change.
     *
     * @param detail what exactly changes, for the audit trail
     */
    static Decision apply(String detail, Function<ExperimentChange, Experiment> apply) {
        return new Apply(detail, apply);
    }

    /** Returns the decision to refuse a change. */
    static Decision refuse(UserError error) {
        return new Refused(error);
    }

    /** The decision on a change. */
    sealed interface Decision {}

    /**
     * Applies the change.
     *
     * @param detail what exactly changes, for the audit trail
     */
    record Apply(String detail, Function<ExperimentChange, Experiment> apply) implements Decision {}

    /** Refuses the change. */
    record Refused(UserError error) implements Decision {}
}
