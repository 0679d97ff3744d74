package io.mutuals.suggestion.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.GraphInMemoryTest;
import io.mutuals.World;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.memory.PeopleUpkeep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;

/** Previews are correct, for experimenters only, and leave no trace. */
@GraphInMemoryTest
class RankingPreviewApiTest {

    private static final String PLACES = "{ place score comparedPlace moved user { handle } }";
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    private final FriendGraphs graphs;
    private final FriendGraphLoading loading;
    private final PeopleUpkeep upkeep;
    private final Api api;
    private final World world;
    private final UnifiedJedis redis;

    RankingPreviewApiTest(
            FriendGraphs graphs,
            FriendGraphLoading loading,
            PeopleUpkeep upkeep,
            Api api,
            World world,
            UnifiedJedis redis) {
        this.graphs = graphs;
        this.loading = loading;
        this.upkeep = upkeep;
        this.api = api;
        this.world = world;
        this.redis = redis;
    }

    /** Cleo has two friends in common with ada, dan has one; gil is in a group with her. */
    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "bea").friends("cleo", "ben", "bea").friends("dan", "ben");
        world.group(50, "choir", "ada", "gil").people("eve");
        await().until(() -> graphs.current().isPresent());
        loading.load();
    }

    @AfterEach
    void empty() {
        world.clear();
        loading.load();
    }

    @Test
    void aPreviewComparesTwoStrategies() {
        JsonNode preview = preview("ada", "strategy: \"people-you-may-know\", compareWith: \"friends-of-friends\"", 3);

        assertThat(handles(preview.at("/places"))).containsExactly("cleo", "dan", "gil");
        assertThat(preview.at("/places/0/place").asInt()).isEqualTo(1);
        assertThat(preview.at("/places/0/comparedPlace").asInt()).isEqualTo(1);
        assertThat(preview.at("/places/0/moved").toString()).isEqualTo("0");
        assertThat(preview.at("/places/2/moved").isNull()).isTrue();
        assertThat(preview.at("/places/2/comparedPlace").isNull()).isTrue();
        assertThat(preview.at("/left")).isEmpty();
        assertThat(preview.at("/comparedRanker").asString()).isEqualTo("adamic-adar");
        assertThat(preview.at("/asOf").isNull()).isTrue();

        JsonNode back = preview("ada", "strategy: \"friends-of-friends\", compareWith: \"people-you-may-know\"", 3);
        assertThat(handles(back.at("/places"))).containsExactly("cleo", "dan");
        assertThat(handles(back.at("/left"))).containsExactly("gil");
        assertThat(back.at("/left/0/comparedPlace").asInt()).isEqualTo(3);
        assertThat(back.at("/left/0/place").isNull()).isTrue();
    }

    /** Neither the friend graph in memory nor a model on an earlier one knows of these changes yet. */
    @Test
    void placesAreCheckedAgainstTheGraph() {
        world.run(
                "MATCH (a:User {handle: 'ada'}), (c:User {handle: 'cleo'}) CREATE (a)-[:FRIENDS_WITH]->(c)", Map.of());
        world.block("ada", "gil");

        JsonNode preview = preview("ada", "strategy: \"people-you-may-know\", compareWith: \"friends-of-friends\"", 9);
        assertThat(handles(preview.at("/places"))).containsExactly("dan");
        assertThat(preview.at("/places/0/place").asInt()).isEqualTo(1);
        assertThat(preview.at("/places/0/comparedPlace").asInt()).isEqualTo(1);
        assertThat(preview.at("/left")).isEmpty();
    }

    @Test
    void aPreviewEqualsWhatTheStrategyShows() {
        JsonNode shown = api.as("ada", "experimenter")
                .data("{ viewer { peopleYouMayKnow(first: 9, "
                        + "strategy: \"people-you-may-know\") { nodes { score user { handle } } } } }")
                .at("/viewer/peopleYouMayKnow/nodes");
        JsonNode previewed = api.as("ada", "experimenter")
                .data(query("ada", "strategy: \"people-you-may-know\"", 9))
                .at("/rankingPreview/places");

        assertThat(handles(previewed)).isEqualTo(handles(shown));
        assertThat(previewed.findValues("score")).isEqualTo(shown.findValues("score"));
    }

    /** Dan may be a friend of a friend, or also be in ada's address book: his score would reveal which. */
    @Test
    void noScoreRevealsAddressBooks() {
        String both = "strategy: \"people-you-may-know\", compareWith: \"friends-of-friends\"";
        world.knows("ada", "dan");
        assertThat(preview("ada", both, 1).findValues("score")).isNotEmpty().allMatch(JsonNode::isNull);
        assertThat(preview("ada", "strategy: \"people-you-may-know\"", 9).findValues("score"))
                .isNotEmpty()
                .allMatch(JsonNode::isNull);
    }

    @Test
    void aPreviewStoresNothingAndCountsNoImpression() {
        preview("ada", "strategy: \"people-you-may-know\", compareWith: \"friends-of-friends\"", 9);

        assertThat(redis.keys("mutuals:suggestions*")).isEmpty();
        assertThat(world.values("MATCH ()-[saw:SAW]->() RETURN saw")).isEmpty();
        assertThat(api.as("ada")
                        .data("{ viewer { peopleYouMayKnow(first: 1) { snapshot { cache } } } }")
                        .at("/viewer/peopleYouMayKnow/snapshot/cache")
                        .asString())
                .isEqualTo("MISS");
    }

    @Test
    void asOfRanksOnTheFriendshipsOfThatMoment() {
        world.friends("ada", "cleo").block("ada", "dan");
        began("cleo", MORNING.plusSeconds(100));
        began("ben", MORNING);
        began("bea", MORNING.plusSeconds(60));
        world.run("MATCH (:User {handle: 'dan'})-[f:FRIENDS_WITH]-() SET f.since = null", Map.of());
        loading.load();

        JsonNode now = preview("ada", "strategy: \"friends-of-friends\"", 9);
        assertThat(handles(now.at("/places"))).isEmpty();

        // At 8:00 bea had no friends yet; at 8:01 cleo had one more mutual friend than dan.
        JsonNode then = preview("ada", "strategy: \"friends-of-friends\", asOf: \"2026-03-01T08:00:59+00:00\"", 9);
        assertThat(handles(then.at("/places"))).containsExactly("cleo", "dan");
        assertThat(then.at("/asOf").asString()).isEqualTo("2026-03-01T08:00:00.000Z");
        assertThat(then.at("/places/0/score")).isEqualTo(then.at("/places/1/score"));

        JsonNode later = preview(
                "ada",
                "strategy: \"people-you-may-know\", compareWith: \"friends-of-friends\", asOf: "
                        + "\"2026-03-01T08:01:00Z\"",
                9);
        assertThat(handles(later.at("/places"))).containsExactly("cleo", "dan");
        assertThat(later.at("/places/0/score").asDouble())
                .isGreaterThan(later.at("/places/1/score").asDouble());
        assertThat(later.at("/places/1/moved").toString()).isEqualTo("0");
        assertThat(later.at("/ranker").asString()).isEqualTo("adamic-adar");

        assertThat(handles(preview("ada", "strategy: \"friends-of-friends\", asOf: \"2026-03-01T08:02:00Z\"", 9)
                        .at("/places")))
                .containsExactly("dan");
        assertThat(handles(preview("ada", "strategy: \"friends-of-friends\", asOf: \"2026-03-01T07:59:00Z\"", 9)
                        .at("/places")))
                .isEmpty();
    }

    @Test
    void onlyExperimentersMayPreview() {
        for (String role : List.of("user", "moderator")) {
            assertThat(api.as("eve", role)
                            .ask(query("ada", "strategy: \"friends-of-friends\"", 1))
                            .code())
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(api.as("eve", "admin")
                        .ask(query("ada", "strategy: \"friends-of-friends\"", 1))
                        .code())
                .isEmpty();
    }

    @Test
    void invalidRequestsHaveTheirErrorCodes() {
        assertThat(code("ada", "strategy: \"astrology\"", 1)).isEqualTo("INVALID_ARGUMENT");
        assertThat(code("ada", "strategy: \"friends-of-friends\", compareWith: \"astrology\"", 1))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(code("ada", "strategy: \"friends-of-friends\", asOf: \"2999-01-01T00:00:00Z\"", 1))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(code("ada", "strategy: \"friends-of-friends\"", 101)).isEqualTo("INVALID_PAGE");
        assertThat(api.as("eve", "experimenter")
                        .ask(query("ada", "strategy: \"friends-of-friends\"", 1).replace("usr_", "vid_"))
                        .code())
                .isEqualTo("INVALID_ID");
        graphs.close();
        assertThat(code("ada", "strategy: \"friends-of-friends\", asOf: \"2026-03-01T09:00:00Z\"", 1))
                .isEqualTo("UNAVAILABLE");
        assertThat(code("ada", "strategy: \"friends-of-friends\"", 1)).isEmpty();
    }

    @Test
    void aHiddenPersonLooksMissingAndHasAPlaceWithoutAUser() {
        world.block("dan", "eve").block("cleo", "dan");

        var hidden = api.as("eve", "experimenter").ask(query("dan", "strategy: \"friends-of-friends\"", 1));
        var missing = api.as("eve", "experimenter")
                .ask(query("dan", "strategy: \"friends-of-friends\"", 1)
                        .replace(world.id("dan"), World.id("usr", 999_999)));
        assertThat(hidden.code()).isEqualTo("NOT_FOUND");
        assertThat(hidden.json().at("/errors")).isEqualTo(missing.json().at("/errors"));

        JsonNode places = preview("ada", "strategy: \"friends-of-friends\"", 9).at("/places");
        assertThat(places.at("/0/user/handle").asString()).isEqualTo("cleo");
        assertThat(places.at("/1/user").isNull()).isTrue();
        assertThat(places.at("/1/place").asInt()).isEqualTo(2);
    }

    @Test
    void aLongPreviewCostsAsManyStatementsAsAShortOne() {
        world.friends("ben", IntStream.range(0, 50).mapToObj(i -> "p" + i).toArray(String[]::new));
        world.run("MATCH (u:User {handle: 'ben'})-[f:FRIENDS_WITH]-() SET f.since = $since", since(MORNING));
        loading.load();
        // Otherwise timing would decide whether the facts of people cost a statement.
        upkeep.load();
        String both = "strategy: \"people-you-may-know\", compareWith: \"friends-of-friends\"";

        assertThat(handles(preview("bea", both, 50).at("/places"))).isNotEmpty();
        assertThat(queries("bea", both, 50)).isEqualTo(queries("bea", both, 1));
        assertThat(queries("bea", "strategy: \"friends-of-friends\", asOf: \"2026-03-02T08:00:00Z\"", 9))
                .isLessThanOrEqualTo(2);
    }

    private int queries(String person, String arguments, int first) {
        return api.as("eve", "experimenter")
                .header("Mutuals-Proof", "1")
                .ask(query(person, arguments, first))
                .proof("neo4jQueries");
    }

    private String code(String person, String arguments, int first) {
        return api.as("eve", "experimenter")
                .ask(query(person, arguments, first))
                .code();
    }

    private JsonNode preview(String person, String arguments, int first) {
        return api.as("eve", "experimenter")
                .data(query(person, arguments, first))
                .at("/rankingPreview");
    }

    private String query(String person, String arguments, int first) {
        return ("{ rankingPreview(userId: \"%s\", %s, first: %d) { strategy ranker comparedRanker computedAt asOf "
                        + "places %s left %s } }")
                .formatted(world.id(person), arguments, first, PLACES, PLACES);
    }

    /** Sets the beginning of all friendships of {@code handle}. */
    private void began(String handle, Instant at) {
        world.run("MATCH (:User {handle: '%s'})-[f:FRIENDS_WITH]-() SET f.since = $since".formatted(handle), since(at));
    }

    private static Map<String, Object> since(Instant at) {
        return Map.of("since", at.atZone(ZoneOffset.UTC));
    }

    private static List<String> handles(JsonNode places) {
        List<String> handles = new ArrayList<>();
        places.forEach(place -> handles.add(place.at("/user/handle").asString()));
        return handles;
    }
}
