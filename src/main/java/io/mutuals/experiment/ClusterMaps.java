package io.mutuals.experiment;

import io.mutuals.experiment.cluster.Communities;
import io.mutuals.experiment.cluster.EgoClusters;
import io.mutuals.suggestion.FriendGraphs;
import io.mutuals.suggestion.graph.FriendGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The clusters that experiments assign as one, in the memory of this replica. */
@Component
class ClusterMaps {

    private static final Logger log = LoggerFactory.getLogger(ClusterMaps.class);

    /** Which part of somebody's friends must be free to join them for them to be in the middle of an ego cluster. */
    private static final double FREE = 0.5;

    private final ClusterMapRepository repository;
    private final FriendGraphs graphs;
    private final ExperimentProperties properties;
    private volatile Map<Long, ClusterMap> held = Map.of();

    ClusterMaps(ClusterMapRepository repository, FriendGraphs graphs, ExperimentProperties properties) {
        this.repository = repository;
        this.graphs = graphs;
        this.properties = properties;
    }

    /** Makes and stores the clusters of an experiment, unless it has some; false when there is no graph to make them of. */
    boolean make(Experiment experiment) {
        if (repository.find(experiment.number()).isPresent()) {
            return true;
        }
        Optional<FriendGraph> graph = graphs.current();
        graph.ifPresent(current -> {
            boolean egos = experiment.unit() == RandomizationUnit.EGO_CLUSTER;
            ClusterMap map = egos
                    ? ClusterMap.of(
                            current,
                            EgoClusters.of(
                                    current,
                                    properties.fewestFriends(),
                                    properties.largestCluster() - 1,
                                    FREE,
                                    experiment.number()))
                    : ClusterMap.of(current, Communities.of(current, properties.largestCluster(), experiment.number()));
            repository.keep(experiment.number(), egos ? "ego-clusters" : "communities", map);
        });
        return graph.isPresent();
    }

    /** Forgets the clusters of an experiment that was not started after all. */
    void forget(Experiment experiment) {
        repository.delete(experiment.number());
    }

    /** Has the clusters of these experiments in memory, and of no others; each as soon as it is read. */
    synchronized void hold(List<Experiment> experiments) {
        List<Experiment> clustered = experiments.stream()
                .filter(experiment -> experiment.unit() != RandomizationUnit.USER)
                .toList();
        Map<Long, ClusterMap> maps = new HashMap<>(held);
        maps.keySet().retainAll(clustered.stream().map(Experiment::number).toList());
        held = Map.copyOf(maps);
        for (Experiment experiment : clustered) {
            if (!maps.containsKey(experiment.number())) {
                read(experiment).ifPresent(map -> maps.put(experiment.number(), map));
                held = Map.copyOf(maps);
            }
        }
    }

    private Optional<ClusterMap> read(Experiment experiment) {
        return Damage.contained(() -> repository.find(experiment.number()), unreadable -> {
            log.error(
                    "The clusters of the experiment {} cannot be read; nobody takes part in it",
                    experiment.key(),
                    unreadable);
            return Optional.empty();
        });
    }

    /** What is assigned as one with somebody; null when they are in no cluster. */
    @Nullable
    Unit unit(Experiment experiment, long person) {
        ClusterMap map = held.get(experiment.number());
        if (map == null) {
            return null;
        }
        int cluster = map.clusterOf(person);
        boolean counts = experiment.unit() != RandomizationUnit.EGO_CLUSTER || map.isEgo(person);
        return cluster == ClusterMap.NONE ? null : Unit.cluster(cluster, counts);
    }
}
