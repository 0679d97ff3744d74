package io.mutuals.experiment.running;

import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.RandomizationUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Assigns users to the variants of an experiment, from memory alone. */
@Component
public class Assigner {

    private final ClusterMaps clusters;
    private final ExperimentProperties properties;

    Assigner(ClusterMaps clusters, ExperimentProperties properties) {
        this.clusters = clusters;
        this.properties = properties;
    }

    /** Assigns a user by the hash of the experiment, whatever its state. Overrides are not applied. */
    public UnitAssignment assign(Experiment experiment, long user) {
        AssignmentUnit unit =
                experiment.unit() == RandomizationUnit.USER ? AssignmentUnit.of(user) : clusters.unit(experiment, user);
        Assignment assignment =
                experiment.allocation().assign(properties.holdout(), user, unit == null ? null : unit.name());
        return new UnitAssignment(unit, assignment);
    }

    /**
     * The hash assignment of a user.
     *
     * @param unit the unit that the user is assigned with; null if the user is in no cluster
     */
    public record UnitAssignment(@Nullable AssignmentUnit unit, Assignment assignment) {}
}
