package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import io.mutuals.CommandTest;
import io.mutuals.FaultProxy;
import io.mutuals.TakesLong;
import io.mutuals.TestServices;
import io.mutuals.World;
import io.mutuals.suggestion.evaluation.EdgeFile;
import io.mutuals.suggestion.evaluation.SmallWorldGraph;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.Lifecycle;
import org.springframework.graphql.execution.GraphQlSource;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands give the same results for friendships in Neo4j as for the same friendships in a file. */
@CommandTest
@TakesLong
class FromNeo4jTest {

    private static final int PEOPLE = 240;

    private static final String EVERYTHING =
            "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) + ' ' + count(r)";

    private final CommandRun run = new CommandRun();
    private final World world;
    private final List<JavaBasedMigration> serverMigrations;

    @TempDir
    Path folder;

    private Path edges;
    private List<Object> before;

    FromNeo4jTest(World world, List<JavaBasedMigration> serverMigrations) {
        this.world = world;
        this.serverMigrations = serverMigrations;
    }

    @BeforeEach
    void theSameFriendshipsInBoth() throws IOException {
        world.clear();
        edges = Files.writeString(folder.resolve("edges.csv"), SmallWorldGraph.text(PEOPLE, true));
        List<Map<String, Object>> rows = EdgeFile.read(edges).edges().stream()
                .map(edge -> Map.<String, Object>of("one", edge.one(), "other", edge.other(), "since", edge.since()))
                .toList();
        world.run("UNWIND range(0, $people) AS id CREATE (:User {id: id, handle: 'p' + id})", Map.of("people", PEOPLE));
        world.run("""
                UNWIND $rows AS row
                MATCH (one:User {id: row.one}), (other:User {id: row.other})
                CREATE (one)-[:FRIENDS_WITH {since: datetime({epochSeconds: row.since})}]->(other)
                """, Map.of("rows", rows));
        before = world.values(EVERYTHING);
    }

    @AfterEach
    void nothingWasChanged() {
        assertThat(world.values(EVERYTHING)).isEqualTo(before);
        world.clear();
    }

    /** A command turns Spring's logs off for the whole process. */
    @AfterAll
    static void logAsBefore() {
        LoggingSystem.get(FromNeo4jTest.class.getClassLoader()).setLogLevel("org.springframework", null);
    }

    @Test
    void evaluate() throws IOException {
        Path ofNeo4j = folder.resolve("neo4j.json");
        Path ofFile = folder.resolve("file.json");
        List<Object> options = List.of("--strategies", "friends-of-friends,ppr-.5,popularity", "--json");
        fromNeo4j("evaluate", Stream.concat(options.stream(), Stream.of(ofNeo4j)));
        assertThat(run.out()).startsWith("Neo4j: 240 people").contains("held out by time");
        run.of(Stream.concat(
                        Stream.of("evaluate", "--edges", edges), Stream.concat(options.stream(), Stream.of(ofFile)))
                .toArray());

        JsonNode one = figures(ofNeo4j);
        JsonNode other = figures(ofFile);
        for (String figure : List.of("people", "friendships", "heldOut", "users", "twoHopCeiling")) {
            assertThat(one.path("graph").path(figure))
                    .as(figure)
                    .isEqualTo(other.path("graph").path(figure));
        }
        for (int at = 0; at < 3; at++) {
            for (String figure : List.of("name", "served", "quality", "gain", "byDegree", "hitByPlace", "exposure")) {
                assertThat(one.path("strategies").path(at).path(figure))
                        .as(figure)
                        .isEqualTo(other.path("strategies").path(at).path(figure));
            }
        }
        assertThat(one.at("/strategies/0/quality/NDCG/mean").asDouble()).isPositive();
        assertThat(one.at("/strategies/0/served/ranker").asString()).isEqualTo("adamic-adar");
    }

    @Test
    void train() throws IOException {
        Path ofNeo4j = folder.resolve("neo4j.model");
        Path ofFile = folder.resolve("file.model");
        fromNeo4j("train", Stream.of("--trees", 10, "--model", ofNeo4j));
        assertThat(run.out()).contains("Trained on Neo4j: 240 people", "with times", "The model is in " + ofNeo4j);
        run.of("train", "--edges", edges, "--trees", 10, "--model", ofFile);

        LearnedModel one = LearnedModel.read(ofNeo4j);
        LearnedModel other = LearnedModel.read(ofFile);
        assertThat(one.friendships()).isEqualTo(other.friendships()).isPositive();
        assertThat(one.validation()).isEqualTo(other.validation());
        assertThat(one.trees().count()).isEqualTo(other.trees().count());
        assertThat(one.trees().nodes()).isEqualTo(other.trees().nodes());
    }

    @Test
    void friendshipsOfTheYears1And1900CountAsTheEarliest() {
        String back = "MATCH (:User {id: $one})-[f:FRIENDS_WITH]-() WITH f LIMIT 1 SET f.since = datetime($since)";
        world.run(back, Map.of("one", 3, "since", "0001-01-01T00:00:00Z"));
        world.run(back, Map.of("one", 90, "since", "1900-01-01T00:00:00Z"));
        world.run(back, Map.of("one", 170, "since", "2900-01-01T00:00:00Z"));

        fromNeo4j("evaluate", Stream.of("--strategies", "popularity"));
        assertThat(run.out()).contains("held out by time", "Times: since of the friendships in Neo4j.");
        fromNeo4j("train", Stream.of("--trees", 10, "--model", folder.resolve("old.model")));
        assertThat(run.out()).contains("with times");
    }

    @Test
    void commandsStartWhatTheyNeedAndNoRedis() throws IOException {
        List<String> settings = TestServices.settings(CommandTest.LANE).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        for (Class<?> part : List.of(FriendshipsPart.class, ImportPart.class)) {
            try (var context = Commands.open(part, settings)) {
                assertThat(context.getBeanNamesForType(UnifiedJedis.class)).isEmpty();
                assertThat(context.getBeanNamesForType(GraphQlSource.class)).isEmpty();
                assertThat(context.getBeansOfType(JavaBasedMigration.class).values())
                        .as("the Java migrations that a server applies")
                        .hasOnlyElementsOfTypes(
                                serverMigrations.stream().map(Object::getClass).toArray(Class<?>[]::new))
                        .hasSameSizeAs(serverMigrations)
                        .isNotEmpty();
                assertThat(context.getBeansOfType(Lifecycle.class).values())
                        .extracting(bean -> bean.getClass().getPackageName())
                        .noneMatch(name -> name.startsWith("io.mutuals"));
                assertThat(context.getBeanDefinitionCount()).isLessThan(100);
            }
        }
        try (ServerSocket redis = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            redis.setSoTimeout(1);
            Path nothing = Files.createDirectory(folder.resolve("nothing"));
            Files.writeString(nothing.resolve("users.csv"), "id,handle,displayName,createdAt\n");
            fromNeo4j(
                    "evaluate",
                    Stream.of("--strategies", "popularity"),
                    Map.of("mutuals.redis.url", "redis://localhost:" + redis.getLocalPort()));
            run.of(
                    "import",
                    nothing,
                    "--spring.neo4j.uri=" + CommandTest.LANE.neo4j().uri(),
                    "--mutuals.redis.url=redis://localhost:" + redis.getLocalPort());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThatThrownBy(redis::accept).as("a connection").isInstanceOf(SocketTimeoutException.class);
        } finally {
            world.run("MATCH (progress:ImportProgress) DELETE progress", Map.of());
        }
    }

    @Test
    void aCommandWaitsForANeo4jThatIsStarting() {
        FaultProxy proxy = new FaultProxy(CommandTest.LANE.neo4j().uri());
        proxy.cut();
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            proxy.flow();
        });
        fromNeo4j("evaluate", Stream.of("--strategies", "popularity"), Map.of("spring.neo4j.uri", proxy.uri()));

        proxy.cut();
        run.of("evaluate", "--from-neo4j", "--spring.neo4j.uri=" + proxy.uri(), "--mutuals.graph.start-patience=1s");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("Neo4j cannot be reached. Start it, or say where it is with"
                        + " --spring.neo4j.uri=bolt://host:port.");
    }

    @Test
    void aSettingThatCannotBeUsedIsNamed() {
        run.of("evaluate", "--from-neo4j", "--mutuals.graph.pause=soon");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("A setting cannot be used: mutuals.graph.pause = soon.");
        run.of("import", folder, "--on-bad-rows=skip");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .as("standard error beside the standard output \"%s\"", run.out())
                .startsWith("Unknown argument: --on-bad-rows=skip")
                .hasLineCount(2);
    }

    private void fromNeo4j(String command, Stream<Object> options) {
        fromNeo4j(command, options, Map.of());
    }

    private void fromNeo4j(String command, Stream<Object> options, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(TestServices.settings(CommandTest.LANE));
        all.putAll(others);
        Stream<Object> settings =
                all.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        run.of(Stream.concat(Stream.of(command, "--from-neo4j"), Stream.concat(options, settings))
                .toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static JsonNode figures(Path json) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(json));
    }
}
