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

/** The clusters that experiments assign as one, in the memory of this replica. */
@Component
public class ClusterMaps {

    private static final Logger log = LoggerFactory.getLogger(ClusterMaps.class);

    /** Which part of somebody's friends must be free to join them for them to be in the middle of an ego cluster. */
    private static final double FREE = 0.5;

    private final ClusterMapRepository repository;
    private final FriendGraphs graphs;
    private final ExperimentProperties properties;
    private volatile Map<Long, ClusterMap> held = Map.of();

    public ClusterMaps(ClusterMapRepository repository, FriendGraphs graphs, ExperimentProperties properties) {
        this.repository = repository;
        this.graphs = graphs;
        this.properties = properties;
    }

    /** Makes and stores the clusters of an experiment, unless it has some. */
    public Made make(Experiment experiment) {
        if (repository.exists(experiment.number())) {
            return Made.BEFORE;
        }
        return graphs.current()
                .map(graph -> keep(experiment, graph) ? Made.NOW : Made.BEFORE)
                .orElse(Made.NOT);
    }

    private boolean keep(Experiment experiment, FriendGraph graph) {
        long seed = experiment.number();
        int largest = properties.largestCluster();
        return experiment.unit() == RandomizationUnit.EGO_CLUSTER
                ? repository.keep(
                        experiment.number(),
                        "ego-clusters",
                        ClusterMap.of(
                                graph, EgoClusters.of(graph, properties.fewestFriends(), largest - 1, FREE, seed)))
                : repository.keep(
                        experiment.number(), "communities", ClusterMap.of(graph, Communities.of(graph, largest, seed)));
    }

    /** Whether an experiment has all that it assigns by. */
    public boolean suffice(Graph.Transaction transaction, Experiment experiment) {
        return experiment.unit() == RandomizationUnit.USER || repository.exists(transaction, experiment.number());
    }

    /** Forgets the clusters of an experiment that was not started after all. */
    public void forget(Graph.Transaction transaction, Experiment experiment) {
        repository.delete(transaction, experiment.number());
    }

    /** Has the clusters of these experiments in memory, and of no others; each as soon as it is read. */
    public synchronized void hold(List<Experiment> experiments) {
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
        return StoredDataGuard.contained(() -> repository.find(experiment.number()), unreadable -> {
            log.error(
                    "The clusters of the experiment {} cannot be read; nobody takes part in it",
                    experiment.key(),
                    unreadable);
            return Optional.empty();
        });
    }

    /** What is assigned as one with somebody; null when they are in no cluster. */
    @Nullable
    public AssignmentUnit unit(Experiment experiment, long person) {
        ClusterMap map = held.get(experiment.number());
        if (map == null) {
            return null;
        }
        int cluster = map.clusterOf(person);
        boolean counts = experiment.unit() != RandomizationUnit.EGO_CLUSTER || map.isEgo(person);
        return cluster == ClusterMap.NONE ? null : AssignmentUnit.cluster(cluster, counts);
    }

    /** Whose the clusters of an experiment are that is to be started. */
    public enum Made {
        /** There are none: the friendships are not in memory. */
        NOT,
        /** Whoever tried to start it before, or at the same time, made them, and may still need them. */
        BEFORE,
        /** This start made them. */
        NOW
    }
}
