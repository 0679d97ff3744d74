package io.mutuals.suggestion.memory;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.feedback.ImpressionRepository;
import io.mutuals.suggestion.ranking.RankingForecast;
import io.mutuals.suggestion.ranking.RankingPipeline;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import io.mutuals.user.Age;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.UnifiedJedis;

/** Rankings made with facts in memory equal those made with facts from Neo4j. */
@MutualsTest
@TakesLong
class PeopleFactsTest {

    private static final int PEOPLE = 60;
    private static final Set<SuggestionSource> ALL = Set.copyOf(PersonFacts.SETTINGS);
    private static final Set<SuggestionSource> NOT_BY_FRIENDS =
            Set.of(SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE);

    private final RankingPipeline computation;
    private final Strategies strategies;
    private final FriendGraphs graphs;
    private final FriendGraphLoading loading;
    private final PeopleInMemory memory;
    private final CommonGround ground;
    private final PeopleFactsRepository repository;
    private final ImpressionRepository impressions;
    private final UnifiedJedis redis;
    private final World world;
    private final Api api;

    PeopleFactsTest(
            RankingPipeline computation,
            Strategies strategies,
            FriendGraphs graphs,
            FriendGraphLoading loading,
            PeopleInMemory memory,
            CommonGround ground,
            PeopleFactsRepository repository,
            ImpressionRepository impressions,
            UnifiedJedis redis,
            World world,
            Api api) {
        this.computation = computation;
        this.strategies = strategies;
        this.graphs = graphs;
        this.loading = loading;
        this.memory = memory;
        this.ground = ground;
        this.repository = repository;
        this.impressions = impressions;
        this.redis = redis;
        this.world = world;
        this.api = api;
    }

    @BeforeEach
    void given() {
        world.clear();
        graphs.close();
    }

    @AfterEach
    void close() {
        graphs.close();
    }

    @Test
    void rankingsAreTheSameFromMemoryAndFromNeo4j() {
        Random random = new Random(11);
        world.people(IntStream.range(0, PEOPLE).mapToObj(i -> "p" + i).toArray(String[]::new));
        IntStream.range(1, 20).forEach(video -> world.video(video, "p" + random.nextInt(PEOPLE), "video"));
        for (int person = 0; person < PEOPLE; person++) {
            anything(random, "p" + person);
            inCommon(random, "p" + person);
        }
        Map<String, List<Place>> fromNeo4j = rankings();
        load();
        Map<String, List<Place>> fromMemory = rankings();

        // Discounts for impressions fade while the test runs.
        assertThat(fromMemory)
                .usingRecursiveComparison()
                .withComparatorForType(
                        (one, other) -> Math.abs(one - other) < 1e-4 ? 0 : Float.compare(one, other), Float.class)
                .isEqualTo(fromNeo4j);
        assertThat(fromMemory.values()).anySatisfy(places -> assertThat(places).hasSizeGreaterThan(10));
    }

    @Test
    void pagesAreTheSameFromMemoryAndFromNeo4j() {
        Random random = new Random(12);
        world.people(IntStream.range(0, PEOPLE).mapToObj(i -> "p" + i).toArray(String[]::new));
        for (int person = 0; person < PEOPLE; person++) {
            anything(random, "p" + person);
            world.group(100 + person, "Two", "p" + person, other(random, "p" + person));
        }
        List<String> fromNeo4j = pages();
        load();
        redis.flushAll();
        assertThat(pages()).isEqualTo(fromNeo4j);
        assertThat(fromNeo4j.toString()).contains("FRIENDS_OF_FRIENDS", "SHARED_CONVERSATIONS");
    }

    @Test
    void cacheMissCostsOneStatementBesidesThePage() {
        world.friends("ada", "ben").friends("ben", "cleo").group(1, "Three", "ada", "ben", "dora");
        load();
        for (String strategy : List.of("friends-of-friends", "people-you-may-know")) {
            var cold =
                    api.as("ada", "experimenter").header("Mutuals-Proof", "1").ask(page(strategy, 5));
            assertThat(cold.body()).contains("cleo", "\"cache\":\"MISS\"");
            assertThat(cold.body().contains("dora")).isEqualTo(strategy.equals("people-you-may-know"));
            assertThat(cold.proof("neo4jQueries")).as(strategy).isEqualTo(2);
            // Lookup with lease; storage of the ranking.
            assertThat(cold.proof("redisCalls")).as(strategy).isEqualTo(2);
        }
    }

    /** The forecast is sent only if Neo4j has not answered yet, which is mostly the case. */
    @ParameterizedTest
    @CsvSource({"friends-of-friends, dora", "people-you-may-know, 'dora,gus,hal'"})
    void forecastNamesTheFirstPlacesIfNoCandidateIsRemoved(String name, String expected) {
        world.friends("ada", "ben", "cleo", "f1", "f2", "f3")
                .friends("ben", "cleo", "dora", "eli")
                .friends("cleo", "dora")
                .aged("ada", 30)
                .aged("eli", 14)
                .group(1, "Three", "ada", "eli", "gus", "dora")
                .group(2, "Four", "ada", "hal", "gus", "ben", "cleo");
        load();
        Strategy strategy = strategies.named(name).orElseThrow();
        long ada = world.number("ada");
        List<Long> leading = Stream.of(expected.split(",")).map(world::number).toList();
        Map<Long, List<Place>> told = new HashMap<>();
        await().until(() -> {
            List<Place> places = computation
                    .rank(strategy, Set.of(ada), told::putAll)
                    .get(ada)
                    .places();
            assertThat(places).extracting(Place::candidate).containsExactlyElementsOf(leading);
            return !told.isEmpty();
        });
        assertThat(told.get(ada)).isEqualTo(ranking(name, "ada"));
    }

    @Test
    void changesReachTheMemoryShortlyAfterwards() {
        world.people("ada", "ben", "cleo", "dora", "eli").friends("finn", "ben", "cleo");
        load();

        does(api.as("ada"), "sendFriendRequest", world.id("ben"));
        does(api.as("cleo"), "sendFriendRequest", world.id("ben"));
        does(api.as("dora"), "sendFriendRequest", world.id("ben"));
        does(api.as("eli"), "sendFriendRequest", world.id("ben"));
        isKnown("ben", new PersonFacts(Age.UNKNOWN, ALL, 4, 0, 0));
        does(api.as("ben"), "acceptFriendRequest", world.id("ada"));
        isKnown("ben", new PersonFacts(Age.UNKNOWN, ALL, 3, 1, 0));
        does(api.as("ben"), "declineFriendRequest", world.id("cleo"));
        isKnown("ben", new PersonFacts(Age.UNKNOWN, ALL, 2, 1, 1));
        does(api.as("dora"), "cancelFriendRequest", world.id("ben"));
        isKnown("ben", new PersonFacts(Age.UNKNOWN, ALL, 1, 1, 1));
        does(api.as("ben"), "blockUser", world.id("eli"));
        isKnown("ben", new PersonFacts(Age.UNKNOWN, ALL, 0, 1, 1));
        api.as("ben")
                .data("mutation { updatePrivacySettings(input: {suggestByMutualFriends: false}) { "
                        + "userErrors { code } } }");
        isKnown("ben", new PersonFacts(Age.UNKNOWN, NOT_BY_FRIENDS, 0, 1, 1));
    }

    @Test
    void factsAboutUsersCreatedAfterLoadingAreReadFromNeo4j() {
        world.people("ada");
        load();
        world.friends("ada", "ben").friends("ben", "cleo").aged("cleo", 40);
        graphs.formed(world.number("ada"), world.number("ben"), World.NOON);
        graphs.formed(world.number("ben"), world.number("cleo"), World.NOON);

        assertThat(ranking("friends-of-friends", "ada"))
                .extracting(Place::candidate)
                .containsExactly(world.number("cleo"));
    }

    private void isKnown(String handle, PersonFacts facts) {
        assertThat(repository.of(Set.of(world.number(handle)))).containsExactly(Map.entry(world.number(handle), facts));
        await().untilAsserted(() -> assertThat(memory.get(world.number(handle))).isEqualTo(facts));
    }

    /** Pages of some viewers, as text. */
    private List<String> pages() {
        List<String> pages = new ArrayList<>();
        for (String strategy : List.of("friends-of-friends", "people-you-may-know")) {
            for (int person = 0; person < PEOPLE; person += 6) {
                pages.add(strategy + " of p" + person + ": "
                        + api.as("p" + person, "experimenter")
                                .data(page(strategy, 4))
                                .toString());
            }
        }
        return pages;
    }

    private static String page(String strategy, int first) {
        return """
                { viewer { peopleYouMayKnow(first: %d, strategy: "%s") {
                  nodes { user { handle } sources reason { __typename ... on MutualFriendsReason { count } } }
                  pageInfo { hasNextPage } snapshot { cache } } } }""".formatted(first, strategy);
    }

    private void load() {
        loading.load();
        await().until(() -> memory.isLoaded() && ground.isLoaded());
    }

    private Map<String, List<Place>> rankings() {
        Map<String, List<Place>> rankings = new HashMap<>();
        for (String strategy : List.of("friends-of-friends", "people-you-may-know")) {
            Set<Long> viewers = new HashSet<>();
            for (int person = 0; person < PEOPLE; person++) {
                viewers.add(world.number("p" + person));
            }
            computation
                    .rank(strategies.named(strategy).orElseThrow(), viewers, RankingForecast.IGNORED)
                    .forEach((viewer, snapshot) -> rankings.put(strategy + " of " + viewer, snapshot.places()));
        }
        return rankings;
    }

    private List<Place> ranking(String strategy, String viewer) {
        long number = world.number(viewer);
        return computation
                .rank(strategies.named(strategy).orElseThrow(), Set.of(number), RankingForecast.IGNORED)
                .get(number)
                .places();
    }

    /** Random friendships, ages, settings and interactions of a user. */
    private void anything(Random random, String person) {
        IntStream.range(0, 4).forEach(i -> world.friends(person, other(random, person)));
        switch (random.nextInt(8)) {
            case 0 -> world.aged(person, 17);
            case 1 -> world.aged(person, 14);
            case 2 -> world.aged(person, 40);
            default -> {}
        }
        switch (random.nextInt(6)) {
            case 0 -> world.set(person, "suggestByMutualFriends", false);
            case 1 -> world.set(person, "friendListVisibleTo", "ONLY_ME");
            case 2 -> world.set(person, "requestsAccepted", random.nextInt(9));
            case 3 -> world.set(person, "requestsDeclined", random.nextInt(9));
            default -> {}
        }
        String other = other(random, person);
        switch (random.nextInt(5)) {
            case 0 -> world.block(person, other);
            case 1 -> world.dismiss(person, other);
            case 2 -> world.request(person, other, "hello");
            case 3 ->
                IntStream.range(0, 1 + random.nextInt(6))
                        .forEach(snapshot -> impressions.record(
                                world.number(person),
                                List.of(new Impression(
                                        new UserId(world.number(person)),
                                        new UserId(world.number(other)),
                                        snapshot,
                                        0,
                                        List.of(SuggestionSource.FRIENDS_OF_FRIENDS)))));
            default -> {}
        }
    }

    /** Random group, rare likes and contacts of a user. */
    private void inCommon(Random random, String person) {
        world.group(
                        100 + world.number(person),
                        "Some",
                        Stream.of(person, other(random, person), other(random, person))
                                .distinct()
                                .toArray(String[]::new))
                .knows(person, other(random, person), other(random, person))
                .set(person, "suggestByVideoTaste", random.nextInt(4) > 0)
                .set(person, "suggestBySharedConversations", random.nextInt(4) > 0);
        IntStream.range(0, 3).forEach(i -> world.like(person, 1 + random.nextInt(19)));
    }

    private static String other(Random random, String person) {
        String other = "p" + random.nextInt(PEOPLE);
        return other.equals(person) ? other(random, person) : other;
    }
}
