package io.mutuals.experiment.design;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Keeps experiments. Call it in the transactions of {@link io.mutuals.neo4j.Aggregates} alone: they have time limits. */
public interface ExperimentRepository extends Repository<Experiment, Long> {

    Experiment save(Experiment experiment);

    Optional<Experiment> findByKey(String key);

    /** In no order. */
    List<Experiment> findAllById(Iterable<Long> numbers);

    /** In no order. */
    List<Experiment> findAllByKeyIn(Collection<String> keys);

    /** In no order. */
    List<Experiment> findAllByLayerAndState(String layer, ExperimentState state);
}
