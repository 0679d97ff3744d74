package io.mutuals.suggestion.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.friend.FriendshipEnded;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.RealGraphs;
import io.mutuals.suggestion.friendgraph.SkewedGraph;
import io.mutuals.suggestion.friendgraph.TwoHopScore;
import io.mutuals.suggestion.memory.FriendGraphEvents;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.FriendsOfFriends.FriendOfFriend;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Rankings in memory equal those of Neo4j while friendships form and end. */
@OwnLimitsTest
@TakesLong
class FriendsOfFriendsTest {

    private static final int LIMIT = 30;

    private final FriendsOfFriends friends;
    private final FriendsOfFriendsRepository repository;
    private final FriendGraphs graphs;
    private final FriendGraphLoading loading;
    private final FriendGraphEvents events;
    private final World world;
    private final Api api;
    private final Set<List<Long>> pairs =
            new TreeSet<>((one, other) -> one.get(0).equals(other.get(0))
                    ? one.get(1).compareTo(other.get(1))
                    : one.get(0).compareTo(other.get(0)));
    private final Set<List<Long>> former = new HashSet<>();
    private long people;

    FriendsOfFriendsTest(
            FriendsOfFriends friends,
            FriendsOfFriendsRepository repository,
            FriendGraphs graphs,
            FriendGraphLoading loading,
            FriendGraphEvents events,
            World world,
            Api api) {
        this.api = api;
        this.friends = friends;
        this.repository = repository;
        this.graphs = graphs;
        this.loading = loading;
        this.events = events;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        former.clear();
    }

    @AfterEach
    void close() {
        graphs.close();
    }

    @Test
    void rankingsAgreeOnChangingGeneratedGraphsWithHubs() {
        for (long seed = 1; seed <= 3; seed++) {
            world.clear();
            pairs.clear();
            former.clear();
            write(pairsOf(SkewedGraph.of(400, 14, seed)));
            compareWhileChanging(new Random(seed));
            graphs.close();
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = RealGraphs.VARIABLE, matches = ".+")
    void rankingsAgreeOnChangingRealGraphs() {
        for (String name : RealGraphs.names()) {
            world.clear();
            pairs.clear();
            former.clear();
            write(numbered(RealGraphs.pairs(name).stream().limit(6_000).toList()));
            compareWhileChanging(new Random(7));
            graphs.close();
        }
    }

    @Test
    void neo4jWeighsMutualFriendsLikeTheGraphInMemory() {
        List<Object> weights = world.values(
                "UNWIND range(2, 20000) AS degree RETURN toInteger(round(1e9 / log(degree))) ORDER BY degree");
        assertThat(weights)
                .isEqualTo(IntStream.rangeClosed(2, 20000)
                        .mapToObj(degree -> (Object) Math.round(1e9 / Math.log(degree)))
                        .toList());
        assertThat(TwoHopScore.ADAMIC_ADAR.label()).isEqualTo("adamic-adar");
    }

    /** A hub with 12 friends; they leave one by one, and one returns. */
    @Test
    void hubThatLosesFriendsConnectsNoUsersInMemoryOrInNeo4j() {
        String[] all = IntStream.range(0, 12).mapToObj(i -> "patient" + i).toArray(String[]::new);
        world.friends("therapist", all).friends("barber", "patient0", "patient1");
        loading.load();
        for (int leaving = 11; leaving > 2; leaving--) {
            leave("therapist", all[leaving]);
            onlyTheBarberConnects(all);
        }
        loading.reread(List.of(world.number("therapist")));
        onlyTheBarberConnects(all);
        loading.load();
        onlyTheBarberConnects(all);

        api.as("therapist")
                .data("mutation { sendFriendRequest(input: {userId: \"%s\"}) { userErrors { code } } }"
                        .formatted(world.id("patient5")));
        api.as("patient5")
                .data("mutation { acceptFriendRequest(input: {userId: \"%s\"}) { userErrors { code } } }"
                        .formatted(world.id("therapist")));
        loading.reread(List.of(world.number("therapist"), world.number("patient5")));
        onlyTheBarberConnects(all);
        assertThat(world.values("MATCH (:User {handle: 'therapist'})-[r]-(:User {handle: 'patient5'}) RETURN type(r)"))
                .containsExactly("FRIENDS_WITH");
    }

    private void leave(String one, String other) {
        api.as(other)
                .data("mutation { %s(input: {userId: \"%s\"}) { userErrors { code } } }"
                        .formatted(other.endsWith("7") ? "blockUser" : "unfriend", world.id(one)));
    }

    private void onlyTheBarberConnects(String[] patients) {
        for (String patient : patients) {
            Set<Long> viewer = Set.of(world.number(patient));
            List<FriendOfFriend> found = friends.find(viewer, LIMIT).get(world.number(patient));
            assertThat(found)
                    .as(patient)
                    .isEqualTo(repository.rank(viewer, LIMIT, 40, 10).get(world.number(patient)));
            assertThat(found).as(patient).hasSize(patient.matches("patient[01]") ? 1 : 0);
        }
    }

    @Test
    void usersOutsideTheGraphOrWithoutFriendsGetNoResultsInMemoryOrInNeo4j() {
        world.people("ada").friends("ben", "cleo");
        Set<Long> viewers = Set.of(world.number("ada"), 9_999L);
        Map<Long, List<FriendOfFriend>> none = Map.of(world.number("ada"), List.of(), 9_999L, List.of());

        assertThat(friends.find(viewers, LIMIT)).isEqualTo(none);
        loading.load();
        assertThat(friends.find(viewers, LIMIT)).isEqualTo(none);
    }

    /** Returns the pairs with users numbered from 1. */
    private static Set<List<Long>> numbered(List<long[]> pairs) {
        Map<Long, Long> numbers = new HashMap<>();
        Set<List<Long>> numbered = new HashSet<>();
        for (long[] pair : pairs) {
            long one = numbers.computeIfAbsent(pair[0], made -> numbers.size() + 1L);
            long other = numbers.computeIfAbsent(pair[1], made -> numbers.size() + 1L);
            numbered.add(List.of(Math.min(one, other), Math.max(one, other)));
        }
        return numbered;
    }

    private void compareWhileChanging(Random random) {
        loading.load();
        compare();
        for (int round = 0; round < 4; round++) {
            for (int change = 0; change < 40; change++) {
                changeOnce(random);
            }
            compare();
        }
    }

    private void compare() {
        Set<Long> viewers = new HashSet<>();
        for (long id = 1; id <= people; id++) {
            viewers.add(id);
        }
        assertThat(graphs.current()).isPresent();
        Map<Long, List<FriendOfFriend>> inMemory = friends.find(viewers, LIMIT);
        Map<Long, List<FriendOfFriend>> inNeo4j = repository.rank(viewers, LIMIT, 40, 10);
        assertThat(inMemory.values()).anySatisfy(list -> assertThat(list).hasSizeGreaterThan(10));
        for (long viewer : viewers) {
            assertThat(inMemory.get(viewer)).as("viewer %d", viewer).isEqualTo(inNeo4j.get(viewer));
        }
    }

    private void changeOnce(Random random) {
        Instant at = World.NOON.plusSeconds(random.nextInt(1000));
        if (random.nextInt(3) == 0 && !pairs.isEmpty()) {
            List<Long> pair = new ArrayList<>(pairs).get(random.nextInt(pairs.size()));
            pairs.remove(pair);
            world.run(
                    "MATCH (a:User {id: $a})-[f:FRIENDS_WITH]-(b:User {id: $b}) DELETE f "
                            + "MERGE (a)-[:WAS_FRIENDS_WITH]->(b)",
                    Map.of("a", pair.get(0), "b", pair.get(1)));
            former.add(pair);
            events.on(new FriendshipEnded(new UserId(pair.get(1)), new UserId(pair.get(0)), at));
        } else {
            if (random.nextInt(4) == 0) {
                world.run("CREATE (:User {id: $id, handle: 'n' + $id})", Map.of("id", ++people));
            }
            long one = random.nextInt(4) == 0 ? people : 1 + random.nextLong(people);
            long other = 1 + random.nextLong(people);
            if (one != other && pairs.add(List.of(Math.min(one, other), Math.max(one, other)))) {
                world.run(
                        "MATCH (a:User {id: $a}), (b:User {id: $b}) CREATE (a)-[:FRIENDS_WITH {since: $at}]->(b)",
                        Map.of("a", Math.min(one, other), "b", Math.max(one, other), "at", at.atZone(ZoneOffset.UTC)));
                events.on(new FriendshipFormed(new UserId(one), new UserId(other), at));
                List<Long> pair = List.of(Math.min(one, other), Math.max(one, other));
                if (former.remove(pair)) {
                    world.run(
                            "MATCH (:User {id: $a})-[former:WAS_FRIENDS_WITH]-(:User {id: $b}) DELETE former",
                            Map.of("a", one, "b", other));
                    // As FriendGraphUpkeep does shortly afterwards.
                    loading.reread(pair);
                }
            }
        }
    }

    private void write(Set<List<Long>> written) {
        pairs.addAll(written);
        people = written.stream()
                .mapToLong(pair -> Math.max(pair.get(0), pair.get(1)))
                .max()
                .orElseThrow();
        world.run("UNWIND range(1, $people) AS id CREATE (:User {id: id, handle: 'p' + id})", Map.of("people", people));
        world.run(
                "UNWIND $pairs AS pair MATCH (a:User {id: pair[0]}), (b:User {id: pair[1]}) "
                        + "CREATE (a)-[:FRIENDS_WITH {since: datetime('2026-01-01T00:00:00Z')}]->(b)",
                Map.of("pairs", List.copyOf(written)));
    }

    private static Set<List<Long>> pairsOf(FriendGraph graph) {
        Set<List<Long>> found = new HashSet<>();
        for (int person = 0; person < graph.people(); person++) {
            for (int at = graph.first(person); at < graph.first(person) + graph.degree(person); at++) {
                if (person < graph.friends()[at]) {
                    found.add(List.of(graph.id(person), graph.id(graph.friends()[at])));
                }
            }
        }
        return found;
    }
}
