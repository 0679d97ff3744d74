package io.mutuals.experiment.results;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.experiment.cluster.ClusterMap;
import io.mutuals.experiment.cluster.Clusters;
import io.mutuals.experiment.cluster.Communities;
import io.mutuals.experiment.cluster.CrossEdges;
import io.mutuals.experiment.cluster.Interference;
import io.mutuals.experiment.cluster.ObservedPerson;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.RandomizationUnit;
import io.mutuals.experiment.results.ExperimentResults.InterferenceReport;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Estimates how far friendships between variants bias the effects of an experiment, from the current friendships and
 * the assigned clusters or, where users are assigned individually, the current communities.
 */
@Component
class InterferenceReports {

    /** Communities hardly change within an hour, and take seconds to compute for millions of friendships. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final long SEED = 1;

    private final FriendGraphs graphs;
    private final ExperimentProperties properties;
    private final Cache<Integer, ClusterMap> communities =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(KEPT).build();

    InterferenceReports(FriendGraphs graphs, ExperimentProperties properties) {
        this.graphs = graphs;
        this.properties = properties;
    }

    /** Returns null while friendships are not in memory, before any user has taken part, and for interleaving. */
    @Nullable
    InterferenceReport of(Experiment experiment, Ledger ledger, ExperimentMetric metric) {
        FriendGraph graph = graphs.current().orElse(null);
        if (graph == null || experiment.interleaves() || ledger.participants().isEmpty()) {
            return null;
        }
        boolean isClustered = experiment.unit() != RandomizationUnit.USER;
        Clusters clusters = isClustered ? assigned(ledger, graph) : communities(graph);
        int[] variants = new int[graph.people()];
        Arrays.fill(variants, CrossEdges.NOT_ENROLLED);
        for (MeasuredParticipant participant : ledger.participants()) {
            int number = graph.person(participant.viewer());
            if (number != FriendGraph.NOT_FOUND) {
                variants[number] = participant.variant();
            }
        }
        List<ObservedPerson> observed = new ArrayList<>();
        for (MeasuredParticipant participant : ledger.participants()) {
            int number = graph.person(participant.viewer());
            if (number != FriendGraph.NOT_FOUND) {
                double outcome = participant.count(metric.numerator(), ledger.lastDay());
                observed.add(ObservedPerson.of(graph, number, variants, clusters, outcome));
            }
        }
        CrossEdges edges = CrossEdges.of(graph, variants, clusters);
        Interference interference = Interference.of(observed, properties.confidence());
        return new InterferenceReport(
                edges.betweenVariants(),
                isClustered ? ledger.units() : interference.units(),
                edges.betweenClusters(),
                interference.design() == null ? null : interference.design().designEffect(),
                interference.spillover() == null
                        ? null
                        : interference.spillover().slope(),
                interference.spillover() == null
                        ? null
                        : Bounds.of(
                                interference.spillover().low(),
                                interference.spillover().high()));
    }

    /** The clusters by which the participants were assigned. */
    private static Clusters assigned(Ledger ledger, FriendGraph graph) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] byPerson = new int[graph.people()];
        Arrays.fill(byPerson, Clusters.NONE);
        for (MeasuredParticipant participant : ledger.participants()) {
            int number = graph.person(participant.viewer());
            if (number != FriendGraph.NOT_FOUND) {
                byPerson[number] = numbers.computeIfAbsent(participant.unit(), unit -> numbers.size());
            }
        }
        return new Clusters(byPerson, numbers.size());
    }

    /** Users who joined within the last hour are in no community; they are few. */
    private Clusters communities(FriendGraph graph) {
        return Objects.requireNonNull(communities.get(
                        0, any -> ClusterMap.of(graph, Communities.of(graph, properties.largestCluster(), SEED))))
                .on(graph);
    }
}
