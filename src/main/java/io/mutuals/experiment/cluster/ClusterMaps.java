package io.mutuals.experiment.cluster;

import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.RandomizationUnit;
import io.mutuals.experiment.design.StoredDataGuard;
import io.mutuals.neo4j.Graph;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The clusters of the experiments that assign users by cluster, in the memory of this replica. Thread-safe. */
@Component
public class ClusterMaps {

    private static final Logger log = LoggerFactory.getLogger(ClusterMaps.class);

    /** Share of a user's friends who must be in no cluster yet for the user to become an ego. */
    private static final double MIN_FREE_FRIENDS = 0.5;

    private final ClusterMapRepository repository;
    private final FriendGraphs graphs;
    private final ExperimentProperties properties;
    private volatile Map<Long, ClusterMap> loaded = Map.of();

    public ClusterMaps(ClusterMapRepository repository, FriendGraphs graphs, ExperimentProperties properties) {
        this.repository = repository;
        this.graphs = graphs;
        this.properties = properties;
    }

    /** Computes and stores the clusters of an experiment, unless they exist. */
    public ClusterCreation create(Experiment experiment) {
        if (repository.exists(experiment.number())) {
            return ClusterCreation.EXISTING;
        }
        return graphs.current()
                .map(graph -> save(experiment, graph) ? ClusterCreation.CREATED : ClusterCreation.EXISTING)
                .orElse(ClusterCreation.UNAVAILABLE);
    }

    private boolean save(Experiment experiment, FriendGraph graph) {
        long seed = experiment.number();
        int largest = properties.largestCluster();
        return experiment.unit() == RandomizationUnit.EGO_CLUSTER
                ? repository.save(
                        experiment.number(),
                        "ego-clusters",
                        ClusterMap.of(
                                graph,
                                EgoClusters.of(graph, properties.fewestFriends(), largest - 1, MIN_FREE_FRIENDS, seed)))
                : repository.save(
                        experiment.number(), "communities", ClusterMap.of(graph, Communities.of(graph, largest, seed)));
    }

    /** Returns whether an experiment has all the clusters that it assigns by, as seen by this transaction. */
    public boolean isReady(Graph.Transaction transaction, Experiment experiment) {
        return experiment.unit() == RandomizationUnit.USER || repository.exists(transaction, experiment.number());
    }

    /** Deletes the clusters of an experiment whose start was refused. */
    public void delete(Graph.Transaction transaction, Experiment experiment) {
        repository.delete(transaction, experiment.number());
    }

    /** Loads the clusters of the given experiments, one by one, and unloads all others. */
    public synchronized void load(List<Experiment> experiments) {
        List<Experiment> clustered = experiments.stream()
                .filter(experiment -> experiment.unit() != RandomizationUnit.USER)
                .toList();
        Map<Long, ClusterMap> maps = new HashMap<>(loaded);
        maps.keySet().retainAll(clustered.stream().map(Experiment::number).toList());
        loaded = Map.copyOf(maps);
        for (Experiment experiment : clustered) {
            if (!maps.containsKey(experiment.number())) {
                read(experiment).ifPresent(map -> maps.put(experiment.number(), map));
                loaded = Map.copyOf(maps);
            }
        }
    }

    private Optional<ClusterMap> read(Experiment experiment) {
        return StoredDataGuard.readOr(() -> repository.find(experiment.number()), unreadable -> {
            log.error(
                    "The clusters of the experiment {} cannot be read, so no user takes part in it; stop "
                            + "it and start a new one",
                    experiment.key(),
                    unreadable);
            return Optional.empty();
        });
    }

    /** The cluster of a user as an assignment unit; null if the user is in none, or the clusters are not loaded. */
    @Nullable
    public AssignmentUnit unit(Experiment experiment, long user) {
        ClusterMap map = loaded.get(experiment.number());
        if (map == null) {
            return null;
        }
        int cluster = map.clusterOf(user);
        boolean counts = experiment.unit() != RandomizationUnit.EGO_CLUSTER || map.isEgo(user);
        return cluster == ClusterMap.NONE ? null : AssignmentUnit.cluster(cluster, counts);
    }

    /** The outcome of creating the clusters of an experiment. */
    public enum ClusterCreation {
        /** They do not exist: the friendships are not in memory. */
        UNAVAILABLE,
        /** An earlier or concurrent start computed them, and may still need them. */
        EXISTING,
        /** This start computed them. */
        CREATED
    }
}
