package io.mutuals.suggestion.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reasons that viewers can look up themselves, and the effect of feedback on the next ranking. */
@MutualsTest
class ReasonsApiTest {

    private static final String REASONS = """
            { viewer { peopleYouMayKnow(first: 20) { nodes {
              sources
              impressionToken
              reason { __typename
                ... on ContactReason { text }
                ... on SharedConversationReason { text count conversation { id title } }
                ... on VideoTasteReason { text count sample { id } }
                ... on NewHereReason { text region likesInCommon friends }
              }
              user {
                id handle region
                sharedConversations(first: 5) { totalCount nodes { id } }
                likesInCommon(first: 3, rare: true) { totalCount nodes { id } }
                friends(first: 1) { totalCount }
              }
            } } } }
            """;

    private final Api api;
    private final World world;

    ReasonsApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
        // So that ada is no newcomer.
        world.friends("ada", "f1", "f2", "f3", "f4", "f5");
    }

    @Test
    void aSharedConversationIsVisibleToTheViewer() {
        world.group(1, "Climbing", "ada", "ben", "cleo").group(2, "Boulder", "ada", "ben");
        JsonNode ben = suggestion("ben");

        assertThat(ben.at("/reason/__typename").asString()).isEqualTo("SharedConversationReason");
        assertThat(ben.at("/reason/text").asString()).isEqualTo("You are both in Boulder and another group");
        assertThat(ben.at("/reason/count")).isEqualTo(ben.at("/user/sharedConversations/totalCount"));
        assertThat(ids(ben.at("/user/sharedConversations/nodes")))
                .contains(ben.at("/reason/conversation/id").asString());
        JsonNode people = api.as("ada")
                .data(
                        "query ($id: ID!) { node(id: $id) { ... on "
                                + "Conversation { participants(first: 9) { nodes { user { handle } } } } } }",
                        Map.of("id", ben.at("/reason/conversation/id").asString()));
        assertThat(people.toString()).contains("\"ben\"");
    }

    @Test
    void videosOfTasteAreLikedByTheViewerToo() {
        world.video(1, "author", "one").video(2, "author", "two").video(3, "author", "three");
        for (String handle : List.of("ada", "ben")) {
            world.like(handle, 1).like(handle, 2).like(handle, 3);
        }
        world.like("cleo", 1);
        JsonNode ben = suggestion("ben");

        assertThat(ben.at("/reason/__typename").asString()).isEqualTo("VideoTasteReason");
        assertThat(ben.at("/reason/count").asInt()).isEqualTo(3);
        assertThat(ben.at("/reason/count")).isEqualTo(ben.at("/user/likesInCommon/totalCount"));
        assertThat(ben.at("/reason/sample")).isEqualTo(ben.at("/user/likesInCommon/nodes"));
        assertThat(handles()).as("one common like is no evidence").doesNotContain("cleo");
    }

    @Test
    void contactsAreAmongTheViewersMatches() {
        world.knows("ada", "ben").knows("ben", "ada");
        assertThat(suggestion("ben").at("/reason/__typename").asString()).isEqualTo("ContactReason");
        assertThat(api.as("ada")
                        .data("{ viewer { contactMatches(first: 5) { nodes { handle } } } }")
                        .toString())
                .contains("\"ben\"");
    }

    @Test
    void aViewerWithoutFriendsGetsAFullFirstPageWhoseFactsCanBeLookedUp() {
        world.people("zoe").set("zoe", "region", "IE");
        IntStream.range(0, 15).forEach(i -> world.set("local" + i, "region", "IE"));
        IntStream.range(0, 15)
                .forEach(i -> IntStream.range(0, 5).forEach(f -> world.friends("known" + i, "k" + i + "x" + f)));
        JsonNode page = api.as("zoe").data(REASONS).at("/viewer/peopleYouMayKnow/nodes");

        assertThat(page.size()).isEqualTo(20);
        Set<String> facts = new HashSet<>();
        page.valueStream().forEach(suggestion -> {
            assertThat(suggestion.at("/sources/0").asString()).isEqualTo("NEW_HERE");
            JsonNode reason = suggestion.at("/reason");
            if (!reason.at("/region").isNull()) {
                facts.add("region");
                assertThat(reason.at("/region")).isEqualTo(suggestion.at("/user/region"));
            }
            if (!reason.at("/friends").isNull()) {
                facts.add("friends");
                assertThat(reason.at("/friends")).isEqualTo(suggestion.at("/user/friends/totalCount"));
            }
        });
        assertThat(facts).containsExactlyInAnyOrder("region", "friends");
    }

    @Test
    void twoSourcesRankHigherThanOneOfThem() {
        world.friends("ben", "f1", "f2").friends("cleo", "f3", "f4");
        world.group(1, "Climbing", "ada", "cleo");
        assertThat(handles()).startsWith("cleo", "ben");
    }

    @Test
    void aCandidateWhoIsShownRepeatedlyAndIgnoredSinks() {
        world.friends("ben", "f1", "f2", "f3").friends("cleo", "f4", "f5");
        assertThat(handles()).startsWith("ben", "cleo");
        for (int look = 0; look < 5; look++) {
            var recorded = api.as("ada")
                    .data(
                            "mutation ($t: [ID!]!) { recordSuggestionImpressions(input: {impressionTokens: "
                                    + "$t}) { recorded userErrors { code } } }",
                            Map.of(
                                    "t",
                                    List.of(suggestion("ben")
                                            .at("/impressionToken")
                                            .asString())));
            assertThat(recorded.at("/recordSuggestionImpressions/recorded").asInt())
                    .isEqualTo(1);
            world.forgetLatestRankings();
        }
        assertThat(handles()).startsWith("cleo", "ben");
    }

    @Test
    void aDismissedCandidateIsGoneOnTheNextReadAndBackAfterUndo() {
        world.friends("ben", "f1", "f2").friends("cleo", "f3", "f4");
        assertThat(handles()).containsExactlyInAnyOrder("ben", "cleo");
        dismissal("dismissSuggestion");
        assertThat(handles()).containsExactly("cleo");
        dismissal("undoDismissSuggestion");
        assertThat(handles()).containsExactlyInAnyOrder("ben", "cleo");
    }

    private void dismissal(String mutation) {
        api.as("ada")
                .data(
                        "mutation ($id: ID!) { " + mutation + "(input: {userId: $id}) { userErrors { code } } }",
                        Map.of("id", world.id("ben")));
    }

    private JsonNode suggestion(String handle) {
        return api.as("ada")
                .data(REASONS)
                .at("/viewer/peopleYouMayKnow/nodes")
                .valueStream()
                .filter(node -> node.at("/user/handle").asString().equals(handle))
                .findFirst()
                .orElseThrow();
    }

    private List<String> handles() {
        return api.as("ada")
                .data(REASONS)
                .at("/viewer/peopleYouMayKnow/nodes")
                .valueStream()
                .map(node -> node.at("/user/handle").asString())
                .toList();
    }

    private static List<String> ids(JsonNode nodes) {
        return nodes.valueStream().map(node -> node.at("/id").asString()).toList();
    }
}
