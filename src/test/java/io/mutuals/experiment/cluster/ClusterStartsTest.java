package io.mutuals.experiment.cluster;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.code;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.GraphInMemoryTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.Ids;
import io.mutuals.experiment.Experiments;
import io.mutuals.experiment.Laboratory;
import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.ExperimentRepository;
import io.mutuals.experiment.design.ExperimentRules;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.Revisions;
import io.mutuals.experiment.lifecycle.Lifecycle;
import io.mutuals.experiment.lifecycle.Lifecycle.ChangeResult;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.user.Users;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clusters of experiments through starts, refused starts and ends. */
@GraphInMemoryTest
class ClusterStartsTest {

    private static final String KEY = "by-community";
    private static final String RIVAL = "rival";

    private final World world;
    private final TestClock clock;
    private final FriendGraphLoading loading;
    private final Laboratory lab;
    private final Aggregates aggregates;
    private final ExperimentRepository experiments;
    private final Users users;
    private final Revisions revisions;
    private final ExperimentRules rules;
    private final ClusterMaps clusters;
    private final RunningExperiments running;
    private final Ids ids;
    private final ClusterMapRepository maps;
    private final FriendGraphs graphs;
    private final ExperimentProperties properties;

    ClusterStartsTest(
            World world,
            TestClock clock,
            FriendGraphLoading loading,
            Laboratory lab,
            Aggregates aggregates,
            ExperimentRepository experiments,
            Users users,
            Revisions revisions,
            ExperimentRules rules,
            ClusterMaps clusters,
            RunningExperiments running,
            Ids ids,
            ClusterMapRepository maps,
            FriendGraphs graphs,
            ExperimentProperties properties) {
        this.world = world;
        this.clock = clock;
        this.loading = loading;
        this.lab = lab;
        this.aggregates = aggregates;
        this.experiments = experiments;
        this.users = users;
        this.revisions = revisions;
        this.rules = rules;
        this.clusters = clusters;
        this.running = running;
        this.ids = ids;
        this.maps = maps;
        this.graphs = graphs;
        this.properties = properties;
    }

    /** Creates a draft that assigns by cluster, and a rival that needs the whole of the same layer. */
    @BeforeEach
    void given() {
        lab.clear();
        world.people("lab").friends("ada", "ben", "cleo").friends("ben", "cleo");
        loading.load();
        var draft = draft(KEY);
        draft.put("unit", "GRAPH_CLUSTER");
        assertThat(code(Experiments.create(lab.caller(), draft))).isEmpty();
        assertThat(code(Experiments.create(lab.caller(), draft(RIVAL)))).isEmpty();
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void refusedStartDeletesItsClusters() {
        ChangeResult refused = startWhile(() -> begins(RIVAL));

        assertThat(refusal(refused)).isEqualTo("LAYER_FULL");
        assertThat(world.values("MATCH (n:ClusterMap|ClusterChunk) RETURN n.map"))
                .isEmpty();
        stops(RIVAL);
        begins(KEY);
        assertThat(reason("ada")).isEqualTo("ASSIGNED");
    }

    @Test
    void refusedStartKeepsTheClustersThatAnotherStartStored() {
        ChangeResult other = startWhile(() -> {
            ChangeResult refused = startWhile(() -> begins(RIVAL));
            assertThat(refusal(refused)).isEqualTo("LAYER_FULL");
            stops(RIVAL);
        });

        assertThat(refusal(other)).isEmpty();
        assertThat(reason("ada")).isEqualTo("ASSIGNED");
    }

    @Test
    void refusedStartKeepsItsClustersIfAnotherStartUsedThem() {
        ChangeResult refused = startWhile(() -> begins(KEY));

        assertThat(refusal(refused)).isEqualTo("WRONG_STATE");
        assertThat(clusterMaps()).isEqualTo(1);
        assertThat(reason("ada")).isEqualTo("ASSIGNED");
    }

    @Test
    void startWhoseClustersWereDeletedIsRefused() {
        ChangeResult deprived = startWhile(() -> world.run("MATCH (n:ClusterMap) DELETE n", Map.of()));

        assertThat(refusal(deprived)).isEqualTo("CONFLICT");
        assertThat(found().state()).isEqualTo(ExperimentState.DRAFT);
        begins(KEY);
        assertThat(reason("ada")).isEqualTo("ASSIGNED");
    }

    @Test
    void clustersStayInMemoryAsLongAsTheirExperimentCounts() {
        begins(KEY);
        stops(KEY);
        running.loadClusters();
        assertThat(unit("ada")).isNotNull().isEqualTo(unit("ben"));

        clock.pass(properties.attribution().plusSeconds(1));
        begins(RIVAL);
        running.loadClusters();
        assertThat(unit("ada")).isNull();
        assertThat(clusterMaps()).as("the stored map stays").isEqualTo(1);
    }

    /**
     * Starts the draft, and runs {@code concurrent} after its clusters are stored and before the experiment is locked.
     */
    private ChangeResult startWhile(Runnable concurrent) {
        ClusterMaps slow = new ClusterMaps(maps, graphs, properties) {
            @Override
            public ClusterCreation create(Experiment experiment) {
                ClusterCreation creation = super.create(experiment);
                concurrent.run();
                return creation;
            }
        };
        Viewer viewer = new Viewer(world.number("lab"), Set.of(Role.USER, Role.EXPERIMENTER));
        return new Lifecycle(aggregates, experiments, users, revisions, rules, slow, running, ids, clock)
                .start(viewer, new Lifecycle.ChangeRequest(KEY, null, null), 1);
    }

    private static String refusal(ChangeResult result) {
        return result.errors().stream().map(error -> error.code().name()).collect(Collectors.joining());
    }

    private void begins(String key) {
        assertThat(code(start(lab.caller(), key, 1))).isEmpty();
    }

    private void stops(String key) {
        assertThat(code(change(lab.caller(), "stopExperiment", Map.of("key", key))))
                .isEmpty();
    }

    private Experiment found() {
        return aggregates.read("test.find", () -> experiments.findByKey(KEY).orElseThrow());
    }

    private @Nullable AssignmentUnit unit(String handle) {
        return clusters.unit(found(), world.number(handle));
    }

    private long clusterMaps() {
        return (long) world.values("MATCH (n:ClusterMap) RETURN count(n)").getFirst();
    }

    private String reason(String handle) {
        return lab.caller()
                .data("{ experiment(key: \"" + KEY + "\") { assignment(userId: \"" + world.id(handle)
                        + "\") { reason } } }")
                .at("/experiment/assignment/reason")
                .asString();
    }
}
