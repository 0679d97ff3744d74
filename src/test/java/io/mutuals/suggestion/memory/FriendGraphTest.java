package io.mutuals.suggestion.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.GraphInMemoryTest;
import io.mutuals.World;
import io.mutuals.changelog.ChangeFollower;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The friend graph in memory reflects Neo4j after every kind of change. */
@GraphInMemoryTest
class FriendGraphTest {

    private final FriendGraphs graphs;
    private final FriendGraphLoading loading;
    private final FriendGraphRepository repository;
    private final ChangeFollower follower;
    private final ChangeLog log;
    private final Graph graph;
    private final MeterRegistry metrics;
    private final Api api;
    private final World world;

    FriendGraphTest(
            FriendGraphs graphs,
            FriendGraphLoading loading,
            FriendGraphRepository repository,
            ChangeFollower follower,
            ChangeLog log,
            Graph graph,
            MeterRegistry metrics,
            Api api,
            World world) {
        this.graphs = graphs;
        this.loading = loading;
        this.repository = repository;
        this.follower = follower;
        this.log = log;
        this.graph = graph;
        this.metrics = metrics;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").friends("ben", "dan").people("eve");
        await().until(() -> graphs.current().isPresent());
        loading.load();
    }

    @AfterEach
    void empty() {
        world.clear();
        loading.load();
    }

    @Test
    void graphIsLoadedWhenTheServerStarts() {
        assertThat(friendships()).containsExactly("ada-ben", "ada-cleo", "ben-dan");
        assertThat(graphs.current().orElseThrow().person(world.number("eve"))).isNotEqualTo(FriendGraph.NOT_FOUND);
        assertThat(gauge("ready")).isEqualTo(1);
        assertThat(gauge("people")).isEqualTo(5);
        assertThat(gauge("friendships")).isEqualTo(3);
        assertThat(gauge("bytes")).isPositive();
        assertThat(gauge("age.seconds")).isBetween(0.0, 60.0);
    }

    @Test
    void graphHoldsTheStartOfEachFriendship() {
        FriendGraph graph = graphs.current().orElseThrow();
        int ada = graph.person(world.number("ada"));
        long since = (long) world.values("MATCH (:User {handle: 'ada'})-[f:FRIENDS_WITH]-(:User {handle: 'ben'}) "
                        + "RETURN f.since.epochSeconds")
                .getFirst();
        assertThat(graph.since()[graph.first(ada)]).isEqualTo((int) since);
    }

    @Test
    void changeIsInTheGraphBeforeItsMutationIsAnswered() {
        world.request("eve", "ada", "hi");
        assertThat(api.as("ada")
                        .data(
                                "mutation ($id: ID!) { acceptFriendRequest(input: {userId: $id}) { "
                                        + "userErrors { code } } }",
                                Map.of("id", world.id("eve")))
                        .findValues("code"))
                .isEmpty();
        assertThat(friendships()).contains("ada-eve");

        assertThat(api.as("ada")
                        .data(
                                "mutation ($id: ID!) { blockUser(input: {userId: $id}) { userErrors { code } } }",
                                Map.of("id", world.id("ben")))
                        .findValues("code"))
                .isEmpty();
        assertThat(friendships()).containsExactly("ada-cleo", "ada-eve", "ben-dan");
    }

    @Test
    void changesOfOtherReplicasAreFollowed() {
        awaitFollowedShards();
        graph.write("test.change", transaction -> {
            transaction.run(
                    new Statement(
                            "test.friends",
                            "MATCH (a:User {handle: 'eve'}), (b:User {handle: 'dan'}) "
                                    + "CREATE (a)-[:FRIENDS_WITH {since: datetime()}]->(b)"),
                    Map.of());
            transaction.run(
                    new Statement(
                            "test.unfriend",
                            "MATCH (:User {handle: 'ada'})-[f:FRIENDS_WITH]-(:User {handle: 'ben'}) DELETE f"),
                    Map.of());
            log.append(
                    transaction,
                    Stream.of("eve", "dan", "ada", "ben")
                            .map(handle -> new Fact(FriendListsInMemory.KIND, world.number(handle)))
                            .toList());
            return true;
        });

        await().untilAsserted(() -> assertThat(friendships()).containsExactly("ada-cleo", "ben-dan", "dan-eve"));
        assertThat(gauge("age.seconds")).isBetween(0.0, 60.0);
    }

    @Test
    void everythingIsReadAgainAfterAGap() {
        FriendGraphUpkeep upkeep = new FriendGraphUpkeep(loading, graphs, properties(Long.MAX_VALUE), follower);
        upkeep.serverIsReady();
        upkeep.start();
        try {
            world.friends("fay", "ada", "eve");
            world.run("MATCH (:User {handle: 'ada'})-[f:FRIENDS_WITH]-(:User {handle: 'ben'}) DELETE f", Map.of());
            world.run("MATCH (u:User {handle: 'cleo'}) DETACH DELETE u", Map.of());

            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(friendships()).containsExactly("ada-fay", "ben-dan", "eve-fay"));
        } finally {
            upkeep.stop();
        }
    }

    @Test
    void graphStaysClosedWithMoreFriendshipsThanTheLimit() {
        FriendGraphLoading small = new FriendGraphLoading(repository, graphs, properties(2));

        assertThat(small.load()).isFalse();

        assertThat(graphs.current()).isEmpty();
        assertThat(gauge("ready")).isZero();
        assertThat(gauge("bytes")).isZero();
    }

    /** A shard looks like a gap at its first change. */
    private void awaitFollowedShards() {
        AtomicBoolean followed = new AtomicBoolean();
        Fact last = new Fact("test", 1_000);
        follower.listen(changes -> followed.compareAndSet(false, changes.facts().contains(last)));
        for (long id = 0; id < 200; id++) {
            append(new Fact("test", id));
        }
        await().until(() -> {
            append(last);
            return followed.get();
        });
    }

    private void append(Fact fact) {
        graph.write("test.append", transaction -> {
            log.append(transaction, List.of(fact));
            return true;
        });
    }

    private static FriendGraphProperties properties(long maxFriendships) {
        return new FriendGraphProperties(true, maxFriendships, 1000, Duration.ZERO, 0);
    }

    private double gauge(String name) {
        return metrics.get("mutuals.suggestion.graph." + name).gauge().value();
    }

    private Set<String> friendships() {
        FriendGraph graph = graphs.current().orElseThrow();
        Set<String> found = new TreeSet<>();
        for (int person = 0; person < graph.people(); person++) {
            for (int at = graph.first(person); at < graph.first(person) + graph.degree(person); at++) {
                String one = handle(graph.id(person));
                String other = handle(graph.id(graph.friends()[at]));
                found.add(one.compareTo(other) < 0 ? one + "-" + other : other + "-" + one);
            }
        }
        return found;
    }

    private String handle(long id) {
        return (String) world.values("MATCH (u:User {id: %d}) RETURN u.handle".formatted(id))
                .getFirst();
    }
}
