package io.mutuals.api;

import static io.mutuals.api.Refusals.VALIDATION;
import static io.mutuals.api.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Variables of the wrong kind, times, text and the root fields of subscriptions. */
@MutualsTest
class VariableKindApiTest {

    private final Api api;
    private final World world;

    VariableKindApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | an object, not a list",
                "1.5 | an object, not this number",
                "\"x\" | an object, not text",
                "true | an object, not true or false",
                "{\"handle\": {\"a\": 1}} | text, not an object",
                "{\"handle\": 5} | text, not this number",
                "{\"id\": {\"a\": 1}} | text, not an object",
                "{\"id\": [\"a\"]} | text, not a list",
                "{\"id\": 1.5} | text, not this number",
                "{\"id\": true} | text, not true or false",
                "{} | Exactly one key",
                "{\"id\": \"x\", \"handle\": \"y\"} | Exactly one key",
                "{\"nothing\": 1} | not defined for input object type",
                "{\"handle\": \"\\ud800\"} | not Unicode text",
                "{\"id\": \"a\\udc00b\"} | not Unicode text",
                "null | coerced Null value"
            })
    void aMismatchedVariableOfAnInputTypeIsReportedInTermsOfTheQueryLanguage(String by, String told) {
        refusedVariable("query ($v: UserBy!) { user(by: $v) { id } }", by, told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Int! | viewer { friends(first: $v) { totalCount } } | {} | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | [1] | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | \"1\" | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | true | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | 1.5 | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | 2147483648 | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | -99999999999999999999 | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | 1e99 | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | 1e999 | a whole number",
                "Int! | viewer { friends(first: $v) { totalCount } } | null | Null value",
                "FriendOrder! | viewer { friends(first: 1, order: $v) { totalCount } } | {\"a\": 1} "
                        + "| a name, not an object",
                "FriendOrder! | viewer { friends(first: 1, order: $v) { totalCount } } | [\"NAME\", "
                        + "\"NAME\"] | a name, not a list",
                "FriendOrder! | viewer { friends(first: 1, order: $v) { totalCount } } | 1 | a name, not this number",
                "FriendOrder! | viewer { friends(first: 1, order: $v) { totalCount } } | \"name\" | FriendOrder",
                "Boolean! | viewer { user { id @include(if: $v) } } | \"true\" | true or false, not text",
                "Boolean! | viewer { user { id @include(if: $v) } } | 1 | true or false, not this number",
                "Boolean! | viewer { user { id @include(if: $v) } } | {} | true or false, not an object",
                "[ID!]! | nodes(ids: $v) { id } | {\"a\": 1} | text, not an object",
                "[ID!]! | nodes(ids: $v) { id } | [[\"a\"]] | text, not a list",
                "[ID!]! | nodes(ids: $v) { id } | [null] | Null value",
                "[ID!]! | nodes(ids: $v) { id } | [\"a\", {\"b\": 1}] | text, not an object",
                "String! | searchUsers(query: $v, first: 1) { totalCount } | {\"a\": 1} | text, not an object",
                "String! | searchUsers(query: $v, first: 1) { totalCount } | 5 | text, not this number",
                "String! | searchUsers(query: $v, first: 1) { totalCount } | \"\\udfff\" | not Unicode text"
            })
    void aMismatchedVariableIsReportedInTermsOfTheQueryLanguage(
            String type, String selection, String value, String told) {
        refusedVariable("query ($v: " + type + ") { " + selection + " }", value, told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "{}",
                "[\"2026-03-04T12:00:00Z\"]",
                "\"yesterday\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"9999-12-31T23:59:59-18:00\"",
                "\"-0001-01-01T00:00:00Z\"",
                "true"
            })
    void anInvalidTimeIsRefused(String until) {
        String mutation =
                "mutation ($i: MuteConversationInput!) { muteConversation(input: $i) { userErrors { code } } }";
        var answer = api.as("ada")
                .post("{\"query\": \"" + mutation + "\", \"variables\": {\"i\": {\"conversationId\": \""
                        + World.id("cnv", 1) + "\", \"until\": " + until + "}}}");
        assertThat(answer.body()).contains("RFC 3339").doesNotMatch(ErrorsTest.INSIDE);
        assertThat(answer.code()).isEqualTo(VALIDATION);
    }

    @Test
    void everyTimeHasThreeFractionalDigits() {
        String mutation = "mutation ($u: [ID!]!) { createGroup(input: {title: \"Quarry\", "
                + "userIds: $u}) { conversation { createdAt } } }";
        String at = api.as("ada")
                .data(mutation, Map.of("u", List.of(world.id("ben"))))
                .at("/createGroup/conversation/createdAt")
                .asString();
        assertThat(at).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00\\ud800", "a\\ud83dz", "\\ud83d"})
    void aMessageThatIsNotTextIsNeitherStoredNorReturned(String body) {
        world.direct(700, "ada", "ben");
        String input = "\"conversationId\": \"" + World.id("cnv", 700) + "\", \"clientMessageId\": \""
                + UUID.randomUUID() + "\"";
        var answer = api.as("ada")
                .post("{\"query\": \"mutation ($i: SendMessageInput!) { sendMessage(input: $i) { "
                        + "message { body } } }\", \"variables\": {\"i\": {" + input + ", \"body\": \"" + body
                        + "\"}}}");
        assertThat(answer.code()).as(answer.body()).isEqualTo(VALIDATION);
        // In the document itself, both raw and escaped.
        for (String literal : List.of(body, body.replace("\\u", "\\\\u"))) {
            var inDocument = api.as("ada")
                    .post("{\"query\": \"mutation { sendMessage(input: {conversationId: \\\"" + World.id("cnv", 700)
                            + "\\\", clientMessageId: \\\"" + UUID.randomUUID() + "\\\", body: \\\"" + literal
                            + "\\\"}) { message { body } } }\"}");
            assertThat(inDocument.code()).as(inDocument.body()).isEqualTo("GRAPHQL_PARSE_FAILED");
            assertThat(inDocument.status()).isEqualTo(400);
        }
        assertThat(world.seqs(700)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscription Watch { inboxEvents { cursor } __typename } | __typename",
                "subscription { inboxEvents { cursor } two: inboxEvents { cursor } } | two",
                "subscription { ...F } fragment F on Subscription { inboxEvents { cursor } "
                        + "... { other: inboxEvents { cursor } } } | other",
                "subscription { __typename } | __typename",
                "subscription ($x: Boolean!) { inboxEvents @include(if: $x) { cursor } } | @include",
                "subscription { inboxEvents @skip(if: true) { cursor } } | @skip",
                "subscription ($x: Boolean!) { ... @skip(if: $x) { inboxEvents { cursor } } } | @skip"
            })
    void aSubscriptionWithoutExactlyOneRootFieldIsToldWhichFieldIsWrong(String subscription, String named) {
        var answer = api.as("ada").ask(subscription, Map.of("x", true));
        assertThat(answer.status()).isEqualTo(400);
        assertRefused(answer.json().path("errors"), VALIDATION, null);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(named);
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error =
                    socket.subscribe("a", subscription, Map.of("x", true)).next();
            assertRefused(error.path("payload"), VALIDATION, null);
            assertThat(error.at("/payload/0/message").asString()).contains(named);
            socket.subscribe("b", "{ viewer { user { handle } } }").data();
        }
    }

    @Test
    void aPairOfSurrogatesIsText() {
        world.direct(700, "ada", "ben");
        var answer = api.as("ada")
                .post("{\"query\": \"mutation ($i: SendMessageInput!) { sendMessage(input: $i) { "
                        + "message { body } } }\", \"variables\": {\"i\": {\"conversationId\": \""
                        + World.id("cnv", 700) + "\", \"clientMessageId\": \"" + UUID.randomUUID()
                        + "\", \"body\": \"\\ud83d\\ude00\"}}}");
        assertThat(answer.json().at("/data/sendMessage/message/body").asString())
                .isEqualTo("😀");
    }

    private void refusedVariable(String query, String value, String told) {
        String body = "{\"query\": " + JsonMapper.shared().writeValueAsString(query) + ", \"variables\": {\"v\": "
                + value + "}}";
        var answer = api.as("ada").post(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertRefused(answer.json().path("errors"), VALIDATION, null);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(told);
    }
}
