package io.mutuals.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@MutualsTest
class PeopleYouMayKnowTest {

    private static final String HANDLES =
            "query ($first: Int! = 20, $after: String) { viewer { peopleYouMayKnow(first: $first, after: $after) "
                    + "{ nodes { user { handle } score } pageInfo { hasNextPage endCursor } "
                    + "totalCount snapshot { id cache } } } }";

    private final Api api;
    private final World world;

    PeopleYouMayKnowTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @Test
    void aMutualFriendWithFewFriendsWeighsMoreThanOneWithMany() {
        world.friends("ada", "ben", "bob", "hub", "pub").friends("ben", "cleo").friends("bob", "cleo");
        world.friends("hub", "dario").friends("pub", "dario");
        IntStream.range(0, 30).forEach(i -> world.friends("hub", "fan" + i));

        assertThat(suggested("ada")).startsWith("cleo", "dario");
    }

    @Test
    void aLoneMutualFriendWithManyFriendsConnectsNoOne() {
        world.friends("ada", "hub").friends("ben", "hub");
        IntStream.range(0, 8).forEach(i -> world.friends("hub", "fan" + i));
        assertThat(suggested("ada")).contains("ben", "fan0").hasSize(9);

        world.friends("hub", "oneMore").forgetLatestRankings();
        assertThat(suggested("ada")).isEmpty();
    }

    @Test
    void moreMutualFriendsRankHigherAndTiesGoToTheOlderAccount() {
        world.friends("ada", "ben", "cleo")
                .friends("ben", "dario", "eva", "finn")
                .friends("cleo", "finn");

        assertThat(suggested("ada")).containsExactly("finn", "dario", "eva");
    }

    @Test
    void excludedUsersAreNeverSuggested() {
        world.friends("ada", "ben").friends("ben", "asked", "asking", "blocked", "blocking", "dismissed", "fine");
        world.request("ada", "asked", "hi").request("asking", "ada", "hi");
        world.block("ada", "blocked")
                .block("blocking", "ada")
                .dismiss("ada", "dismissed")
                .dismiss("fine", "ada");

        assertThat(suggested("ada")).containsExactly("fine");
    }

    @Test
    void aBlockADismissalOrAFriendshipHoldsOnTheNextReadThoughTheRankingIsCached() {
        world.friends("ada", "ben").friends("ben", "cleo", "dario", "eva", "finn");
        assertThat(page("ada", Map.of()).at("/snapshot/cache").asString()).isEqualTo("MISS");

        world.block("cleo", "ada").dismiss("ada", "dario").friends("ada", "eva");

        JsonNode page = page("ada", Map.of());
        assertThat(page.at("/snapshot/cache").asString()).isEqualTo("HIT");
        assertThat(handles(page)).containsExactly("finn");
        assertThat(page.at("/totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void anExpiredDismissalNoLongerExcludes() {
        world.friends("ada", "ben").friends("ben", "cleo", "dario");
        world.dismiss("ada", "cleo").dismiss("ada", "dario");
        world.run(
                "MATCH (:User)-[d:DISMISSED]->(:User {handle: 'cleo'}) SET d.until = datetime('2020-01-01T00:00:00Z')",
                Map.of());

        assertThat(suggested("ada")).containsExactly("cleo");
    }

    @Test
    void everyReasonCanBeRecomputedFromMutualFriends() {
        world.friends("ada", "ben", "cleo", "dario", "eva")
                .friends("finn", "ben", "cleo", "dario", "eva")
                .friends("gia", "eva", "ben")
                .friends("hugo", "cleo");

        JsonNode people = api.as("ada").data("""
                        { viewer { peopleYouMayKnow(first: 10) { nodes {
                            sources
                            reason { ... on MutualFriendsReason { text count sample { handle } } }
                            user { handle mutualFriends(first: 3) { totalCount nodes { handle } }
                              relationship { mutualFriendCount } }
                        } } } }
                        """).at("/viewer/peopleYouMayKnow/nodes");

        assertThat(people.size()).isEqualTo(3);
        for (JsonNode suggestion : people) {
            assertThat(suggestion.at("/reason/count")).isEqualTo(suggestion.at("/user/mutualFriends/totalCount"));
            assertThat(suggestion.at("/reason/count")).isEqualTo(suggestion.at("/user/relationship/mutualFriendCount"));
            assertThat(suggestion.at("/reason/sample")).isEqualTo(suggestion.at("/user/mutualFriends/nodes"));
            assertThat(suggestion.at("/sources").get(0).asString()).isEqualTo("FRIENDS_OF_FRIENDS");
        }
        assertThat(people.get(0).at("/reason/text").asString()).isEqualTo("4 mutual friends including ben and cleo");
        assertThat(people.get(1).at("/reason/text").asString()).isEqualTo("ben and eva are mutual friends");
        assertThat(people.get(2).at("/reason/text").asString()).isEqualTo("cleo is a mutual friend");
    }

    @Test
    void pagesOfOneRankingNeverRepeatThoughItWasReplaced() {
        world.friends("ada", "ben", "bob");
        IntStream.range(0, 25).forEach(i -> world.friends("ben", "c" + i).friends("bob", "c" + i));
        JsonNode first = page("ada", Map.of("first", 10));

        world.friends("ada", "cleo");
        IntStream.range(10, 25).forEach(i -> world.friends("cleo", "c" + i));
        world.forgetLatestRankings();
        JsonNode reranked = page("ada", Map.of("first", 10));
        assertThat(reranked.at("/snapshot/id")).isNotEqualTo(first.at("/snapshot/id"));

        List<String> seen = new ArrayList<>(handles(first));
        JsonNode page = first;
        while (page.at("/pageInfo/hasNextPage").asBoolean()) {
            page = page(
                    "ada",
                    Map.of("first", 10, "after", page.at("/pageInfo/endCursor").asString()));
            assertThat(page.at("/snapshot/id")).isEqualTo(first.at("/snapshot/id"));
            seen.addAll(handles(page));
        }
        assertThat(seen).hasSize(25);
        assertThat(new HashSet<>(seen)).hasSize(25);
    }

    @Test
    void theListContinuesAtTheSamePlaceWhenTheRankingOfItsCursorIsGone() {
        world.friends("ada", "ben", "bob");
        IntStream.range(0, 15).forEach(i -> world.friends("ben", "c" + i).friends("bob", "c" + i));
        JsonNode first = page("ada", Map.of("first", 10));

        world.forgetEverythingCached();
        JsonNode second = page(
                "ada",
                Map.of("first", 10, "after", first.at("/pageInfo/endCursor").asString()));

        assertThat(second.at("/snapshot/cache").asString()).isEqualTo("MISS");
        assertThat(handles(second)).hasSize(5).doesNotContainAnyElementsOf(handles(first));
    }

    @Test
    void onlyExperimentersSeeScores() {
        world.friends("ada", "ben").friends("ben", "cleo");

        assertThat(page("ada", Map.of()).at("/nodes/0/score").isNull()).isTrue();
        double score = api.as("ada", "experimenter")
                .data("""
                        { viewer { peopleYouMayKnow(first: 20, strategy: "friends-of-friends") { nodes { score } } } }
                        """)
                .at("/viewer/peopleYouMayKnow/nodes/0/score")
                .asDouble();
        assertThat(score).isCloseTo(1 / Math.log(2), org.assertj.core.data.Offset.offset(1e-7));
    }

    @Test
    void onlyExperimentersChooseAStrategyAndOnlyAKnownOne() {
        world.people("ada");
        String choosing = "query ($s: String) { viewer { peopleYouMayKnow(first: 1, "
                + "strategy: $s) { snapshot { strategy ranker } } } }";
        assertThat(api.as("ada")
                        .ask(choosing, Map.of("s", "friends-of-friends"))
                        .code())
                .isEqualTo("FORBIDDEN");
        assertThat(api.as("ada", "experimenter")
                        .ask(choosing, Map.of("s", "tarot"))
                        .code())
                .isEqualTo("INVALID_ARGUMENT");
        JsonNode snapshot = api.as("ada", "experimenter")
                .data(choosing, Map.of("s", "friends-of-friends"))
                .at("/viewer/peopleYouMayKnow/snapshot");
        assertThat(snapshot.at("/strategy").asString()).isEqualTo("friends-of-friends");
        assertThat(snapshot.at("/ranker").asString()).isEqualTo("adamic-adar");
        assertThat(api.as("ada")
                        .data("{ viewer { peopleYouMayKnow(first: 1) { snapshot { strategy ranker } } } }")
                        .at("/viewer/peopleYouMayKnow/snapshot"))
                .as("hidden, because it would reveal participation in an experiment")
                .allMatch(JsonNode::isNull);
    }

    @Test
    void aCachedPageCostsOneRedisCallAndOneStatement() {
        world.friends("ada", "ben").friends("ben", "cleo");
        var cold = api.as("ada").header("Mutuals-Proof", "1").ask(HANDLES);
        var warm = api.as("ada").header("Mutuals-Proof", "1").ask(HANDLES);

        // Friends of friends, all other sources, facts of candidates, page.
        assertThat(cold.proof("neo4jQueries")).isEqualTo(4);
        // Find the ranking or acquire the lease; store the ranking.
        assertThat(cold.proof("redisCalls")).isEqualTo(2);
        assertThat(warm.proof("neo4jQueries")).isEqualTo(1);
        assertThat(warm.proof("redisCalls")).isEqualTo(1);
    }

    @Test
    void aPageIsFullThoughMostCandidatesBeforeItMayNoLongerBeSuggestedOrHaveNoEvidence() {
        world.friends("ada", "ben", "bob");
        IntStream.range(10, 50).forEach(i -> world.friends("ben", "c" + i).friends("bob", "c" + i));
        assertThat(nodes("ada", Map.of("first", 5)).at("/snapshot/cache").asString())
                .isEqualTo("MISS");

        IntStream.range(10, 25).forEach(i -> world.block("c" + i, "ada"));
        world.run(
                "MATCH (former:User)-[friendship:FRIENDS_WITH]-() WHERE former.handle IN $former DELETE friendship",
                Map.of("former", List.of("c25", "c27", "c28")));
        JsonNode page = nodes("ada", Map.of("first", 5));
        assertThat(page.at("/snapshot/cache").asString()).isEqualTo("HIT");
        assertThat(handles(page)).containsExactly("c26", "c29", "c30", "c31", "c32");

        List<String> seen = new ArrayList<>(handles(page));
        while (page.at("/pageInfo/hasNextPage").asBoolean()) {
            page = nodes(
                    "ada",
                    Map.of("first", 5, "after", page.at("/pageInfo/endCursor").asString()));
            seen.addAll(handles(page));
        }
        assertThat(seen)
                .isEqualTo(IntStream.range(26, 50)
                        .filter(i -> i != 27 && i != 28)
                        .mapToObj(i -> "c" + i)
                        .toList());
    }

    @Test
    void twoPagesOfOneViewerAreReadInOneStatement() {
        world.friends("ada", "ben", "bob");
        IntStream.range(10, 30).forEach(i -> world.friends("ben", "c" + i).friends("bob", "c" + i));
        String cursor =
                nodes("ada", Map.of("first", 3)).at("/pageInfo/endCursor").asString();

        var both = api.as("ada").header("Mutuals-Proof", "1").ask("""
                query ($after: String) { viewer {
                  one: peopleYouMayKnow(first: 3) { nodes { user { handle } } }
                  next: peopleYouMayKnow(first: 5, after: $after) { nodes { user { handle } } }
                } }""", Map.of("after", cursor));
        assertThat(handles(both.json().at("/data/viewer/one"))).containsExactly("c10", "c11", "c12");
        assertThat(handles(both.json().at("/data/viewer/next"))).containsExactly("c13", "c14", "c15", "c16", "c17");
        assertThat(both.proof("neo4jQueries")).isEqualTo(1);
    }

    @Test
    void aViewerWithoutFriendsHasAnEmptyList() {
        world.people("zoe");

        JsonNode page = page("zoe", Map.of());
        assertThat(page.at("/nodes").size()).isZero();
        assertThat(page.at("/totalCount").asInt()).isZero();
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    private List<String> suggested(String viewer) {
        return handles(page(viewer, Map.of()));
    }

    private JsonNode page(String viewer, Map<String, ?> variables) {
        return api.as(viewer).data(HANDLES, variables).at("/viewer/peopleYouMayKnow");
    }

    /** A page without {@code totalCount}, so that no more of the ranking is read than the page needs. */
    private JsonNode nodes(String viewer, Map<String, ?> variables) {
        return api.as(viewer).data("""
                        query ($first: Int!, $after: String) { viewer { peopleYouMayKnow(first: $first, after: $after) {
                          nodes { user { handle } } pageInfo { hasNextPage endCursor } snapshot { cache } } }
                            }""", variables).at("/viewer/peopleYouMayKnow");
    }

    private static List<String> handles(JsonNode page) {
        return page.at("/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString())
                .toList();
    }
}
