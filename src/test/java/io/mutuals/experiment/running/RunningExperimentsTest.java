package io.mutuals.experiment.running;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.experiment.Experiments;
import io.mutuals.experiment.cluster.ClusterMapRepository;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentAction;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentChange;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.ExperimentRepository;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.Revisions;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.realtime.Hints;
import io.mutuals.suggestion.memory.FriendGraphs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a replica knows of the experiments that run, while others change them or something cannot be read. */
@CountedTest
@TakesLong
class RunningExperimentsTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final RunningExperiments running;
    private final Graph graph;
    private final FriendGraphs graphs;
    private final Aggregates aggregates;
    private final Pages pages;
    private final ClusterMapRepository maps;
    private final ExperimentCatalogue catalogue;
    private final ExperimentRepository experiments;
    private final Revisions revisions;
    private final ClusterMaps clusters;
    private final ExperimentProperties properties;
    private final Hints hints;

    RunningExperimentsTest(
            Api api,
            World world,
            TestClock clock,
            RunningExperiments running,
            Graph graph,
            FriendGraphs graphs,
            Aggregates aggregates,
            Pages pages,
            ClusterMapRepository maps,
            ExperimentCatalogue catalogue,
            ExperimentRepository experiments,
            Revisions revisions,
            ClusterMaps clusters,
            ExperimentProperties properties,
            Hints hints) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.running = running;
        this.graph = graph;
        this.graphs = graphs;
        this.aggregates = aggregates;
        this.pages = pages;
        this.maps = maps;
        this.catalogue = catalogue;
        this.experiments = experiments;
        this.revisions = revisions;
        this.clusters = clusters;
        this.properties = properties;
        this.hints = hints;
    }

    @BeforeEach
    void given() {
        world.clear();
        running.refresh();
        world.people("ada", "lab");
        Experiments.create(lab(), draft("watched"));
        start(lab(), "watched", 1);
    }

    @AfterEach
    void end() {
        world.clear();
        running.refresh();
    }

    @Test
    void killOnAnotherReplicaHoldsWithoutAHint() {
        RunningExperiments other = new RunningExperiments(catalogue, revisions, clusters, properties, hints, clock);
        // It receives no hints, so it learns of changes by polling.
        other.start();
        try {
            assertThat(other.running()).hasSize(1);
            aggregates.write("test.kill", transaction -> {
                revisions.lock(transaction);
                Experiment found = experiments.findByKey("watched").orElseThrow();
                return experiments.save(found.ended(
                        ExperimentState.KILLED,
                        new ExperimentChange(
                                ExperimentAction.KILLED, clock.instant(), 1L, "by another replica", null, 2)));
            });
            await().pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(other.running()).isEmpty());
        } finally {
            other.stop();
        }
    }

    @Test
    void failedRefreshPreventsNeitherAStartNorACommittedChange() {
        ExperimentCatalogue failing = new ExperimentCatalogue(graph, pages, aggregates, experiments) {
            @Override
            public List<Experiment> counting(Instant since) {
                throw new IllegalStateException("unreadable");
            }
        };
        RunningExperiments other = new RunningExperiments(failing, revisions, clusters, properties, hints, clock);
        other.start();
        try {
            other.changed();
            assertThat(other.isRunning()).isTrue();
        } finally {
            other.stop();
        }
    }

    @Test
    void killDoesNotWaitForClustersToLoad() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        ClusterMaps slow = new ClusterMaps(maps, graphs, properties) {
            @Override
            public synchronized void load(List<Experiment> all) {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        RunningExperiments other = new RunningExperiments(catalogue, revisions, slow, properties, hints, clock);
        Thread starting = Thread.ofVirtual().start(other::start);
        try {
            begun.await();
            assertThat(other.running()).hasSize(1);
            change(lab(), "killExperiment", Map.of("key", "watched"));
            other.changed();
            assertThat(other.running()).isEmpty();
        } finally {
            end.countDown();
            starting.join();
            other.stop();
        }
    }

    @Test
    void clustersNeedTheFriendshipsInMemory() {
        var draft = draft("clusters");
        draft.put("unit", "GRAPH_CLUSTER");
        draft.put("layer", "alone");
        Experiments.create(lab(), draft);
        assertThat(Experiments.code(start(lab(), "clusters", 1))).isEqualTo("NO_GRAPH");
        draft.put("key", "torn");
        draft.put("share", 0.5);
        assertThat(Experiments.code(Experiments.create(lab(), draft))).isEqualTo("INVALID_VALUE");
        assertThat(Experiments.code(change(lab(), "stopExperiment", Map.of("key", "clusters"))))
                .isEqualTo("WRONG_STATE");
    }

    private Api.Caller lab() {
        return api.as("lab", "experimenter");
    }
}
