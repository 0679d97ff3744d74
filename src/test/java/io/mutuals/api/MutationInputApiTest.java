package io.mutuals.api;

import static io.mutuals.api.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Malformed ids and page sizes: a mutation document is checked before its first mutation runs. */
@MutualsTest
class MutationInputApiTest {

    private static final String MADE_STOPPED_NEVER = "mutation ($u: [ID!]!) { made: createGroup(input: {title: "
            + "\"Quarry\", userIds: $u}) { conversation { id } } stopped: stopExperiment(input: {key: \"one\"}) { "
            + "__typename } never: createGroup(input: {title: \"Pit\", userIds: $u}) { __typename } }";

    private final Api api;
    private final World world;
    private final GraphQLSchema schema;

    MutationInputApiTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.schema = source.schema();
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @Test
    void everyIdOfAMutationIsCheckedBeforeAnythingRuns() {
        int asked = 0;
        for (GraphQLFieldDefinition mutation : schema.getMutationType().getFieldDefinitions()) {
            for (InputPath place : InputPath.of(mutation)) {
                boolean isId = GraphQLTypeUtil.unwrapAll(place.type()).getName().equals("ID");
                if (!isId || place.name().startsWith("impressionToken")) {
                    continue;
                }
                String wrong = place.name().startsWith("video") ? World.id("cnv", 1) : World.id("vid", 1);
                for (String bad : List.of("cnv_oops", wrong)) {
                    String document = ("mutation ($u: [ID!]!) { first: createGroup(input: {title: \"Quarry\", "
                                    + "userIds: $u}) { userErrors { code } } second: %s(input: %s) { __typename } }")
                            .formatted(mutation.getName(), place.holding("\"" + bad + "\""));
                    var answer = asStaff().ask(document, Map.of("u", List.of(world.id("ben"))));
                    assertRefused(answer.json().path("errors"), "INVALID_ID", null);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.json().at("/errors/0/path").toString()).isEqualTo("[\"second\"]");
                    assertThat(answer.json().path("errors").size()).isEqualTo(1);
                    var inVariable = asStaff()
                            .ask(
                                    ("mutation ($u: [ID!]!, $i: %s) { first: createGroup(input: {title: "
                                                    + "\"Quarry\", userIds: $u}) { userErrors { code } } "
                                                    + "second: %s(input: $i) { __typename } }")
                                            .formatted(
                                                    GraphQLTypeUtil.simplePrint(mutation.getArgument("input")
                                                            .getType()),
                                                    mutation.getName()),
                                    Map.of("u", List.of(world.id("ben")), "i", place.asVariable(bad)));
                    assertRefused(inVariable.json().path("errors"), "INVALID_ID", null);
                }
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(35);
        nothingWasDone();
    }

    @Test
    void aMutationThatFailsLeavesTheOthersStanding() {
        var answer = api.as("ada").ask(MADE_STOPPED_NEVER, Map.of("u", List.of(world.id("ben"))));
        assertThat(answer.code()).as(answer.body()).isEqualTo("FORBIDDEN");
        assertThat(answer.json().at("/errors/0/path").toString()).isEqualTo("[\"stopped\"]");
        assertThat(answer.json().path("errors").size()).isEqualTo(1);
        assertThat(answer.body()).doesNotContain("\"ran\"");
        assertThat(answer.json().at("/data/made/conversation/id").asString()).startsWith("cnv_");
        assertThat(answer.json().at("/data/stopped").isNull()).isTrue();
        assertThat(answer.json().at("/data/never/__typename").asString()).isEqualTo("CreateGroupPayload");
        assertThat(titles()).containsExactlyInAnyOrder("Quarry", "Pit");
    }

    @Test
    void aMutationWhosePayloadIsLostIsListedAndNoneRunsAfterTheErrorThatHalts() {
        Map<String, Object> halting = Map.of(
                "query", MADE_STOPPED_NEVER, "variables", Map.of("u", List.of(world.id("ben"))), "onError", "HALT");
        var answer = api.as("ada").post(JsonMapper.shared().writeValueAsString(halting));
        assertThat(answer.code()).as(answer.body()).isEqualTo("FORBIDDEN");
        assertThat(answer.json().path("data").isNull()).isTrue();
        assertThat(answer.json().path("errors").size()).isEqualTo(1);
        assertThat(answer.json().at("/errors/0/extensions/ran").toString())
                .as(answer.body())
                .isEqualTo("[\"made\"]");
        assertThat(titles()).containsExactly("Quarry");
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.say(Map.of("id", "a", "type", "subscribe", "payload", halting))
                    .next();
            assertThat(error.at("/payload/0/extensions/ran").toString())
                    .as(error.toString())
                    .isEqualTo("[\"made\"]");
        }
    }

    @Test
    void nothingIsListedIfNothingIsLostOrNothingRan() {
        var told = api.as("ada")
                .ask(
                        "mutation ($u: [ID!]!) { createGroup(input: {title: \"Quarry\", "
                                + "userIds: $u}) { conversation { id } } }",
                        Map.of("u", List.of(world.id("ben"))));
        assertThat(told.body()).doesNotContain("\"ran\"");
        var refused = api.as("ada")
                .ask("mutation { pinConversation(input: {conversationId: \"cnv_oops\", "
                        + "pinned: true}) { __typename } }");
        assertThat(refused.code()).isEqualTo("INVALID_ID");
        assertThat(refused.body()).doesNotContain("\"ran\"").contains("\"data\":null");
    }

    @Test
    void aPageSizeInAMutationsPayloadIsCheckedBeforeItRuns() {
        String mutation = "mutation ($u: [ID!]!, $n: Int!) { createGroup(input: {title: \"Quarry\", userIds: $u}) { "
                + "conversation { id participants(first: $n) { totalCount } } } }";
        for (int wrong : List.of(0, 101)) {
            var answer = api.as("ada").ask(mutation, Map.of("u", List.of(world.id("ben")), "n", wrong));
            assertThat(answer.code()).as(answer.body()).isEqualTo("INVALID_PAGE");
            assertThat(answer.json().at("/errors/0/path").toString())
                    .isEqualTo("[\"createGroup\",\"conversation\",\"participants\"]");
        }
        nothingWasDone();
    }

    @Test
    void aMalformedIdOfNodesIsNullAndTheOthersAreAnswered() {
        String query = "query ($ids: [ID!]!) { viewer { user { handle } } list: nodes(ids: $ids) { __typename id } }";
        var answer = api.as("ada")
                .ask(query, Map.of("ids", List.of(world.id("ada"), "legacy:42", world.id("ben"), World.id("zzz", 1))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data/viewer/user/handle").asString()).isEqualTo("ada");
        JsonNode list = answer.json().at("/data/list");
        assertThat(list.size()).isEqualTo(4);
        assertThat(list.at("/0/id").asString()).isEqualTo(world.id("ada"));
        assertThat(list.get(1).isNull()).isTrue();
        assertThat(list.at("/2/id").asString()).isEqualTo(world.id("ben"));
        assertThat(list.get(3).isNull()).isTrue();
        JsonNode errors = answer.json().path("errors");
        assertThat(errors.size()).isEqualTo(2);
        assertThat(errors.at("/0/path").toString()).isEqualTo("[\"list\",1]");
        assertThat(errors.at("/1/path").toString()).isEqualTo("[\"list\",3]");
        assertRefused(errors, "INVALID_ID", null);
    }

    private Api.Caller asStaff() {
        return api.as("ada", "experimenter", "moderator");
    }

    private void nothingWasDone() {
        assertThat(titles()).isEmpty();
    }

    private List<Object> titles() {
        return world.values("MATCH (c:Conversation) RETURN c.title");
    }
}
