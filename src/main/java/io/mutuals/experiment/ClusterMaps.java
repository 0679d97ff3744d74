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
import org.springframework.stereotype.Component;

/** The clusters that experiments assign as one, in the memory of this replica. */
@Component
class ClusterMaps {

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

    /** Has the clusters of these experiments in memory, and of no others. */
    void hold(List<Experiment> experiments) {
        Map<Long, ClusterMap> maps = new HashMap<>();
        for (Experiment experiment : experiments) {
            if (experiment.unit() != RandomizationUnit.USER) {
                Optional.ofNullable(held.get(experiment.number()))
                        .or(() -> repository.find(experiment.number()))
                        .ifPresent(map -> maps.put(experiment.number(), map));
            }
        }
        held = Map.copyOf(maps);
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
