package io.mutuals.experiment.running;

import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.RandomizationUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says who has which variant of which experiment, by what is in memory. */
@Component
public class Assigner {

    private final ClusterMaps clusters;
    private final ExperimentProperties properties;

    Assigner(ClusterMaps clusters, ExperimentProperties properties) {
        this.clusters = clusters;
        this.properties = properties;
    }

    /** Where the experiment's hash puts somebody, whatever its state; overrides are not asked. */
    public Placed place(Experiment experiment, long person) {
        AssignmentUnit unit = experiment.unit() == RandomizationUnit.USER
                ? AssignmentUnit.of(person)
                : clusters.unit(experiment, person);
        Assignment verdict =
                experiment.allocation().verdict(properties.holdout(), person, unit == null ? null : unit.name());
        return new Placed(unit, verdict);
    }

    /**
     * Where somebody is.
     *
     * @param unit null when there is none
     */
    public record Placed(@Nullable AssignmentUnit unit, Assignment verdict) {}
}
