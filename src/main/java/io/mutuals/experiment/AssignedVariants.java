package io.mutuals.experiment;

import io.mutuals.api.UserId;
import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.running.Assigner;
import io.mutuals.experiment.running.Assigner.UnitAssignment;
import io.mutuals.experiment.running.RunningExperiments;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The variants that running experiments assign to users, and the exposures to them. Where experiments of several layers
 * could decide a page, the one of the alphabetically first layer does, and it alone counts. Thread-safe.
 */
@Component
class AssignedVariants {

    private final RunningExperiments running;
    private final Assigner assigner;
    private final Journal journal;

    AssignedVariants(RunningExperiments running, Assigner assigner, Journal journal) {
        this.running = running;
        this.assigner = assigner;
        this.journal = journal;
    }

    /** Returns the variant of a user in the first experiment that they take part in; empty if there is none. */
    Optional<AssignedVariant> of(UserId user, Predicate<Experiment> isServed) {
        for (Experiment experiment : running.running()) {
            if (!isServed.test(experiment)) {
                continue;
            }
            Integer override = experiment.override(user.value()).orElse(null);
            if (override != null) {
                return Optional.of(new AssignedVariant(experiment, override, false));
            }
            UnitAssignment assigned = assigner.assign(experiment, user.value());
            if (assigned.assignment() instanceof Assignment.In(int variant) && assigned.unit() != null) {
                boolean counts = assigned.unit().counts() && !experiment.isTrial(user.value());
                return Optional.of(new AssignedVariant(experiment, variant, counts));
            }
        }
        return Optional.empty();
    }

    /**
     * Records that a user was shown a variant, if its experiment still counts. Neither blocks nor throws.
     *
     * @return the experiment if the exposure was recorded
     */
    Optional<Experiment> exposed(UserId user, long number, int variant) {
        Optional<Experiment> counting = running.counting(number);
        if (counting.isEmpty()) {
            return counting;
        }
        AssignmentUnit unit = assigner.assign(counting.get(), user.value()).unit();
        if (unit == null) {
            return Optional.empty();
        }
        journal.recordExposure(number, variant, user, unit.name());
        return counting;
    }

    /**
     * A variant that a user gets.
     *
     * @param counts whether the experiment counts what the user does
     */
    record AssignedVariant(Experiment experiment, int variant, boolean counts) {}
}
