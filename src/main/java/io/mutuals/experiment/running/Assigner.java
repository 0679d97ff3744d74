package io.mutuals.experiment.running;

import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.RandomizationUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Assigns users to the variants of experiments, from what is in memory. */
@Component
public class Assigner {

    private final ClusterMaps clusters;
    private final ExperimentProperties properties;

    Assigner(ClusterMaps clusters, ExperimentProperties properties) {
        this.clusters = clusters;
        this.properties = properties;
    }

    /** Returns where the experiment's hash places a user, regardless of the experiment's state and of overrides. */
    public Placed place(Experiment experiment, long person) {
        AssignmentUnit unit = experiment.unit() == RandomizationUnit.USER
                ? AssignmentUnit.of(person)
                : clusters.unit(experiment, person);
        Assignment assignment =
                experiment.allocation().assign(properties.holdout(), person, unit == null ? null : unit.name());
        return new Placed(unit, assignment);
    }

    /**
     * Placement of a user.
     *
     * @param unit unit that the user is assigned with; null if there is none
     */
    public record Placed(@Nullable AssignmentUnit unit, Assignment assignment) {}
}
