package io.mutuals.api;

import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a failing field leaves standing, by the schema and by the choice of the client. */
@MutualsTest
class ErrorBehaviorApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A conversation of which the messages, which are never null, fail. */
    private static final String FAILING =
            "query Failing($c: ID!) { node(id: $c) { id ... on Conversation { messages(first: 1, after: \"no\") { "
                    + "nodes { id } } kind } } viewer { user { handle } } }";

    private final Api api;
    private final World world;

    ErrorBehaviorApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        world.direct(1, "ada", "ben").says(1, "ben", "hello");
    }

    @Test
    void aFieldOfAnotherFeatureFailsAloneAndThePageStands() {
        JsonNode page = api.as("ada").ask("""
                        { reports(first: 1) { nodes { id } }
                          viewer {
                            user { handle presence { __typename } viewerCan { sendFriendRequest } }
                            friends(first: 5) { nodes { handle friends(first: 1, after: "no") { nodes { id } } } }
                            peopleYouMayKnow(first: 1, after: "no") { nodes { score } }
                            conversations(first: 1) { nodes {
                              id talks(videoId: "%s", first: 1, after: "no") { totalCount } } }
                          } }
                        """.formatted(World.id("vid", 1))).json();
        assertThat(page.at("/data/reports").isNull()).as(page.toString()).isTrue();
        assertThat(page.at("/data/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(page.at("/data/viewer/user/viewerCan").isObject()).isTrue();
        assertThat(page.at("/data/viewer/friends/nodes/0/handle").asString()).isEqualTo("ben");
        assertThat(page.at("/data/viewer/friends/nodes/0/friends").isNull()).isTrue();
        assertThat(page.at("/data/viewer/peopleYouMayKnow").isNull()).isTrue();
        assertThat(page.at("/data/viewer/conversations/nodes/0/id").asString()).isEqualTo(conversation());
        assertThat(page.at("/data/viewer/conversations/nodes/0/talks").isNull()).isTrue();
        assertThat(page.path("errors")
                        .valueStream()
                        .map(error -> error.path("path").toString()))
                .containsExactlyInAnyOrder(
                        "[\"reports\"]",
                        "[\"viewer\",\"friends\",\"nodes\",0,\"friends\"]",
                        "[\"viewer\",\"peopleYouMayKnow\"]",
                        "[\"viewer\",\"conversations\",\"nodes\",0,\"talks\"]");
    }

    @Test
    void theErrorsOfAnAnswerAreBounded() {
        String[] friends =
                IntStream.range(0, 70).mapToObj(number -> "f" + number).toArray(String[]::new);
        world.friends("ada", friends);
        String query = "{ viewer { friends(first: 100) { nodes { handle friends(first: 1, after: \"no\") { "
                + "totalCount } } } } }";
        JsonNode answer = api.as("ada").ask(query).json();
        assertThat(answer.at("/data/viewer/friends/nodes").size()).isEqualTo(71);
        assertThat(answer.path("errors").size()).isEqualTo(AnswerErrors.MAX + 1);
        assertThat(answer.at("/errors/49/extensions/code").asString()).isEqualTo("INVALID_CURSOR");
        assertThat(answer.at("/errors/50/extensions/code").asString()).isEqualTo("ERRORS_OMITTED");
        assertThat(answer.at("/errors/50/extensions/omitted").asInt()).isEqualTo(21);
        assertThat(answer.at("/errors/50").has("path")).isFalse();
        assertThat(answer.toString().length()).isLessThan(30_000);
        JsonNode bad = api.as("ada").ask("{ " + "nosuch ".repeat(120) + "}").json();
        assertThat(bad.path("errors").size()).isLessThanOrEqualTo(AnswerErrors.MAX + 1);
    }

    @Test
    void nullLeavesAFieldNullWhoseTypeIsNot() {
        JsonNode answer = asked("NULL").json();
        assertThat(answer.path("data").toString())
                .isEqualTo("{\"node\":{\"id\":\"" + conversation() + "\",\"messages\":null,\"kind\":\"DIRECT\"},"
                        + "\"viewer\":{\"user\":{\"handle\":\"ada\"}}}");
        assertFails(answer);
    }

    @Test
    void propagateIsTheDefault() {
        for (String choice : new String[] {null, "PROPAGATE"}) {
            JsonNode answer = asked(choice).json();
            assertThat(answer.path("data").toString())
                    .isEqualTo("{\"node\":null,\"viewer\":{\"user\":{\"handle\":\"ada\"}}}");
            assertFails(answer);
        }
        assertThat(api.as("ada")
                        .post("{\"query\": \"{ viewer { user { handle } } }\", \"onError\": null}")
                        .body())
                .contains("\"ada\"");
    }

    @Test
    void haltAnswersOnlyTheFirstError() {
        Api.Answer answer = asked("HALT");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("data")).isTrue();
        assertThat(answer.json().path("data").isNull()).isTrue();
        assertFails(answer.json());
        JsonNode good = api.as("ada")
                .post("{\"query\": \"{ viewer { user { handle } } }\", \"onError\": \"HALT\"}")
                .json();
        assertThat(good.at("/data/viewer/user/handle").asString()).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ABORT\"", "\"null\"", "\"\"", "1", "true", "{}", "[\"NULL\"]"})
    void anotherChoiceRefusesTheRequest(String choice) {
        Api.Answer answer = api.as("ada").post("{\"query\": \"{ viewer { id } }\", \"onError\": " + choice + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BAD_REQUEST");
        assertThat(answer.json().has("data")).isFalse();
        assertThat(answer.body()).contains("onError").doesNotMatch(ErrorsTest.INSIDE);
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.say("{\"id\": \"a\", \"type\": \"subscribe\", \"payload\": {\"query\": "
                            + "\"{ viewer { id } }\", \"onError\": " + choice + "}}")
                    .next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void aQueryByAddressAndADocumentByItsHashCarryTheChoice() throws Exception {
        String variables = encoded(JSON.writeValueAsString(Map.of("c", conversation())));
        String address = "/graphql?query=" + encoded(FAILING) + "&variables=" + variables + "&onError=";
        assertThat(api.as("ada")
                        .get(address + "NULL")
                        .json()
                        .at("/data/node/kind")
                        .asString())
                .isEqualTo("DIRECT");
        assertThat(api.as("ada").get(address + "HALT").json().path("data").isNull())
                .isTrue();
        assertThat(api.as("ada").get(address + "STOP").code()).isEqualTo("BAD_REQUEST");
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(FAILING.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> hashed = new HashMap<>(Map.of(
                "query",
                FAILING,
                "variables",
                Map.of("c", conversation()),
                "extensions",
                Map.of(
                        "persistedQuery",
                        Map.of("version", 1, "sha256Hash", HexFormat.of().formatHex(sha256)))));
        api.as("ada").post(JSON.writeValueAsString(hashed));
        hashed.remove("query");
        hashed.put("onError", "NULL");
        JsonNode byHash = api.as("ada").post(JSON.writeValueAsString(hashed)).json();
        assertThat(byHash.at("/data/node/kind").asString())
                .as(byHash.toString())
                .isEqualTo("DIRECT");
    }

    @Test
    void theEventsOfAStreamFollowTheChoice() {
        String stream = "subscription ($c: ID!) { conversationEvents(conversationId: $c) { cursor events { "
                + "... on MessageSent { conversation { id messages(first: 1, after: \"no\") { nodes { id } } } } } } }";
        for (String choice : List.of("NULL", "PROPAGATE", "HALT")) {
            try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
                socket.say(Map.of(
                        "id",
                        "a",
                        "type",
                        "subscribe",
                        "payload",
                        Map.of("query", stream, "variables", Map.of("c", conversation()), "onError", choice)));
                assertThat(socket.next().at("/payload/data/conversationEvents").has("cursor"))
                        .isTrue();
                says(api.as("ben"), conversation(), "more for " + choice);
                JsonNode event = socket.next().path("payload");
                JsonNode told = event.at("/data/conversationEvents/events/0/conversation");
                switch (choice) {
                    case "NULL" -> assertThat(told.path("id").asString()).isEqualTo(conversation());
                    case "HALT" -> assertThat(event.path("data").isNull()).isTrue();
                    default -> assertThat(told.isNull()).isTrue();
                }
                assertThat(event.path("errors").findValuesAsString("code"))
                        .as(event.toString())
                        .containsExactly("INVALID_CURSOR");
            }
        }
    }

    private Api.Answer asked(@Nullable String choice) {
        Map<String, Object> body = new HashMap<>(Map.of("query", FAILING, "variables", Map.of("c", conversation())));
        if (choice != null) {
            body.put("onError", choice);
        }
        return api.as("ada").post(JSON.writeValueAsString(body));
    }

    private static void assertFails(JsonNode answer) {
        assertThat(answer.path("errors").size()).as(answer.toString()).isEqualTo(1);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_CURSOR");
        assertThat(answer.at("/errors/0/path").toString()).isEqualTo("[\"node\",\"messages\"]");
    }

    private static String conversation() {
        return World.id("cnv", 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
