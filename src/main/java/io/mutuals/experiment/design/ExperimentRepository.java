package io.mutuals.experiment.design;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/**
 * Stores experiments. Call it only within transactions of {@link io.mutuals.neo4j.Aggregates}, which have time limits.
 */
public interface ExperimentRepository extends Repository<Experiment, Long> {

    /** Stores a new experiment, or a new version of one. */
    Experiment save(Experiment experiment);

    /** Returns the experiment with this key. */
    Optional<Experiment> findByKey(String key);

    /** The experiments with the given numbers, in no particular order. */
    List<Experiment> findAllById(Iterable<Long> numbers);

    /** The experiments with the given keys, in no particular order. */
    List<Experiment> findAllByKeyIn(Collection<String> keys);

    /** The experiments of a layer in a state, in no particular order. */
    List<Experiment> findAllByLayerAndState(String layer, ExperimentState state);
}
