package io.mutuals.experiment;

import io.mutuals.experiment.assignment.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says who has which variant of which experiment, by what is in memory. */
@Component
class Assigner {

    private final ClusterMaps clusters;
    private final ExperimentProperties properties;

    Assigner(ClusterMaps clusters, ExperimentProperties properties) {
        this.clusters = clusters;
        this.properties = properties;
    }

    /** Where the experiment's hash puts somebody, whatever its state; overrides are not asked. */
    Placed place(Experiment experiment, long person) {
        Unit unit = experiment.unit() == RandomizationUnit.USER ? Unit.of(person) : clusters.unit(experiment, person);
        Verdict verdict =
                experiment.allocation().verdict(properties.holdout(), person, unit == null ? null : unit.name());
        return new Placed(unit, verdict);
    }

    /**
     * Where somebody is.
     *
     * @param unit null when there is none
     */
    record Placed(@Nullable Unit unit, Verdict verdict) {}
}
