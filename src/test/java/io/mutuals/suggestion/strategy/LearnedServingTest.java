package io.mutuals.suggestion.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.InSecondLane;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.suggestion.evaluation.Entrant;
import io.mutuals.suggestion.evaluation.Progress;
import io.mutuals.suggestion.evaluation.RandomGraphs;
import io.mutuals.suggestion.evaluation.TimedFriendship;
import io.mutuals.suggestion.evaluation.Training;
import io.mutuals.suggestion.evaluation.TrainingOptions;
import io.mutuals.suggestion.evidence.EvidenceProperties;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedModel.Validation;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import io.mutuals.suggestion.memory.FriendGraphProperties;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.memory.PeopleUpkeep;
import io.mutuals.suggestion.strategy.FriendRankers.Ranked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A model trained on the graph ranks suggestions; one that is no better than a closed form is replaced by it. */
@MutualsTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"mutuals.suggestion.graph.enabled=true", "mutuals.suggestion.graph.reload=1h"})
@InSecondLane
@TakesLong
class LearnedServingTest {

    private static final TrainingOptions SMALL = new TrainingOptions(World.NOON, 1, 2, 400, 200, 20, 1);

    /** Friendships that no closed form predicts well. */
    private static final List<TimedFriendship> FRIENDSHIPS =
            RandomGraphs.pairedGroups(3, false).edges();

    private static final int FIRST = 10;

    private static final String PAGE = """
            query ($strategy: String) { viewer { peopleYouMayKnow(first: 10, strategy: $strategy) {
              nodes { user { handle } } snapshot { strategy ranker } } } }""";

    @TempDir
    static Path folder;

    private static LearnedModel model;

    private final Api api;
    private final World world;
    private final FriendGraphs graphs;
    private final FriendGraphLoading loading;
    private final PeopleUpkeep upkeep;
    private final LearnedRanking learned;
    private final FriendsOfFriends friends;
    private final FriendGraphProperties graphProperties;
    private final EvidenceProperties properties;
    private final MeterRegistry metrics;

    LearnedServingTest(
            Api api,
            World world,
            FriendGraphs graphs,
            FriendGraphLoading loading,
            PeopleUpkeep upkeep,
            LearnedRanking learned,
            FriendsOfFriends friends,
            FriendGraphProperties graphProperties,
            EvidenceProperties properties,
            MeterRegistry metrics) {
        this.api = api;
        this.world = world;
        this.graphs = graphs;
        this.loading = loading;
        this.upkeep = upkeep;
        this.learned = learned;
        this.friends = friends;
        this.graphProperties = graphProperties;
        this.properties = properties;
        this.metrics = metrics;
    }

    @DynamicPropertySource
    static void trainModel(DynamicPropertyRegistry registry) throws IOException {
        FriendGraph.Builder graph = new FriendGraph.Builder();
        FRIENDSHIPS.forEach(edge -> graph.friendship(id(edge.one()), id(edge.other()), 0));
        model = Training.train(graph.build(), SMALL, Progress.NONE);
        Path file = folder.resolve("trusted.model");
        model.write(file);
        registry.add("mutuals.suggestion.model.file", () -> file);
    }

    @BeforeEach
    void givenTheTrainingGraph() {
        world.clear();
        long people = FRIENDSHIPS.stream()
                .mapToLong(edge -> id(Math.max(edge.one(), edge.other())))
                .max()
                .orElseThrow();
        world.run("""
                UNWIND range(1, $people) AS id
                CREATE (:User {id: id, handle: 'p' + id, displayName: 'p' + id,
                  createdAt: datetime('2026-01-01T00:00:00Z')})
                """, Map.of("people", people));
        world.run(
                "UNWIND $pairs AS pair MATCH (a:User {id: pair[0]}), (b:User {id: pair[1]}) "
                        + "CREATE (a)-[:FRIENDS_WITH]->(b)",
                Map.of(
                        "pairs",
                        FRIENDSHIPS.stream()
                                .map(edge -> List.of(id(edge.one()), id(edge.other())))
                                .toList()));
        await().until(() -> graphs.current().isPresent());
        loading.load();
        upkeep.load();
    }

    @AfterEach
    void empty() {
        world.clear();
        loading.load();
    }

    @Test
    void modelRanksSuggestions() {
        assertThat(model.servingDecision()).isInstanceOf(LearnedModel.Trusted.class);
        learned.prepare();
        FriendGraph graph = graphs.current().orElseThrow();
        Ranker expected = served(new LearnedRanker(model));
        Ranker closedForm = served(Rankers.named("adamic-adar"));
        double before = ranked("learned");
        int otherwise = 0;
        for (long viewer = 1; viewer <= 12; viewer++) {
            JsonNode page = page(viewer, null);
            assertThat(page.at("/snapshot/ranker").asString()).isEqualTo("learned");
            assertThat(page.at("/snapshot/strategy").asString()).isEqualTo("people-you-may-know");
            assertThat(handles(page)).as("for %d", viewer).hasSize(FIRST).isEqualTo(first(expected, graph, viewer));
            otherwise += handles(page).equals(first(closedForm, graph, viewer)) ? 0 : 1;
        }
        assertThat(ranked("learned") - before).isEqualTo(12);
        assertThat(otherwise).as("pages that no closed form produces").isEqualTo(12);

        JsonNode plain = page(1, "friends-of-friends");
        assertThat(plain.at("/snapshot/ranker").asString()).isEqualTo("adamic-adar");
        assertThat(handles(plain)).isEqualTo(first(closedForm, graph, 1));
    }

    @Test
    void modelThatIsNoBetterIsReplacedByAClosedFormWithALogMessage(CapturedOutput output) throws IOException {
        Validation worse = new Validation(200, 0.21, 0.3, "resource-allocation", 0.34, 0.4);
        Path file = folder.resolve("worse.model");
        new LearnedModel(World.NOON, model.people(), model.friendships(), false, worse, model.trees()).write(file);
        LearnedRanking fallenBack = new LearnedRanking(graphs, new ModelProperties(file, Duration.ofMinutes(5)));
        FriendRankers rankers = new FriendRankers(friends, graphs, fallenBack, properties);
        Set<Long> viewers = Set.of(1L, 2L, 3L);

        Ranked ranked = rankers.rank("learned", viewers, FIRST);

        assertThat(ranked).isEqualTo(rankers.rank("resource-allocation", viewers, FIRST));
        assertThat(ranked.ranker()).isEqualTo("resource-allocation");
        assertThat(ranked.found().get(1L)).hasSize(FIRST);
        assertThat(rankers.isTrained("learned")).isFalse();
        assertThat(output)
                .contains(
                        "The model is no better on its own validation part (NDCG@10 0.2100 of the model and 0.3400 of "
                                + "resource-allocation over 200 users): the closed form serves.");
    }

    /** The ranker with the rules of serving, as in evaluation. */
    private Ranker served(Ranker ranker) {
        return new Entrant(ranker, null, null, null)
                .served("any", List.of(), graphProperties.hubLimit(), properties.loneFriendLimit())
                .ranker();
    }

    private static List<String> first(Ranker ranker, FriendGraph graph, long viewer) {
        return Arrays.stream(ranker.rank(graph, graph.person(viewer), FIRST).people())
                .mapToObj(person -> "p" + graph.id(person))
                .toList();
    }

    private JsonNode page(long viewer, @Nullable String strategy) {
        Map<String, String> variables = strategy == null ? Map.of() : Map.of("strategy", strategy);
        return api.with(LocalTokens.mint(viewer, "experimenter"))
                .data(PAGE, variables)
                .at("/viewer/peopleYouMayKnow");
    }

    private static List<String> handles(JsonNode page) {
        return page.at("/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString())
                .toList();
    }

    private double ranked(String ranker) {
        return metrics
                .find("mutuals.suggestion.rankings")
                .tags("strategy", "people-you-may-know", "ranker", ranker)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** User ids of the API start at 1. */
    private static long id(long numberInTheGraph) {
        return numberInTheGraph + 1;
    }
}
