package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.mutuals.Api;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Variables that fit the schema unless they are null, and malformed ids: nothing is half done, and every problem is
 * reported.
 */
@MutualsTest
class InputApiTest {

    private static final String MAKE =
            "mutation ($u: [ID!]!, $x: Boolean = false) { createGroup(input: {title: \"Quarry\", userIds: $u}) { ";

    private static final String VALIDATION = "GRAPHQL_VALIDATION_FAILED";

    private final Api api;
    private final World world;
    private final GraphQLSchema schema;

    InputApiTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.schema = source.schema();
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MAKE + "conversation { id title @include(if: $x) } userErrors { code } } }",
                MAKE + "conversation { id title @skip(if: $x) } userErrors { code } } }",
                MAKE + "conversation @include(if: $x) { id } userErrors { code } } }",
                MAKE + "... @skip(if: $x) { userErrors { code } } userErrors { code } } }",
                MAKE
                        + "...F @include(if: $x) userErrors { code } } } fragment F on CreateGroupPayload { conversation { id } }",
                MAKE + "...F } } fragment F on CreateGroupPayload { conversation { id @skip(if: $x) } }",
                "mutation ($u: [ID!]!, $x: Boolean = false) { createGroup(input: {title: \"Quarry\", userIds: $u}) @skip(if: $x) { userErrors { code } } }",
                "mutation ($u: [ID!]!, $x: Boolean! = false, $y: Boolean = true) { createGroup(input: {title: \"Quarry\", userIds: $u}) { userErrors { code @skip(if: $y) @include(if: $x) } } }"
            })
    void aNullConditionIsReportedWithItsVariableBeforeAnythingRuns(String mutation) {
        String variable = mutation.contains("$y") ? "y" : "x";
        Map<String, Object> variables = nullable(variable, null, "u", List.of(world.id("ben")));
        var answer = api.as("ada").ask(mutation, variables);
        assertThat(answer.status()).isEqualTo(400);
        isRefused(answer.json().path("errors"), VALIDATION, variable);
        assertThat(answer.json().has("data")).isFalse();
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.subscribe("a", mutation, variables).next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            isRefused(error.path("payload"), VALIDATION, variable);
            assertThat(socket.subscribe("b", "{ viewer { user { handle } } }")
                            .data()
                            .at("/viewer/user/handle")
                            .asString())
                    .isEqualTo("ada");
        }
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), mutation, variables)) {
            isRefused(events.next().data().path("errors"), VALIDATION, variable);
        }
        nothingWasDone();
    }

    @Test
    void aConditionWithAValueOrADefaultDecides() {
        String query = "query ($x: Boolean = false) { viewer { user { handle @include(if: $x) id @skip(if: $x) } } }";
        assertThat(api.as("ada").data(query).at("/viewer/user").has("handle")).isFalse();
        assertThat(api.as("ada")
                        .data(query, Map.of("x", true))
                        .at("/viewer/user")
                        .toString())
                .isEqualTo("{\"handle\":\"ada\"}");
    }

    /**
     * An argument in the schema that takes a value or its default, never null; and a query that reaches it, with the
     * variable {@code $n}.
     */
    private static final Map<String, String> QUERIES = new TreeMap<>(
            Map.of(
                    "Query.reports.state", "reports(first: 1, state: $n) { totalCount }",
                    "Query.sync.limit", "sync(limit: $n) { cursor }",
                    "Viewer.suggestionReach.window", "viewer { suggestionReach(window: $n) { window } }",
                    "Viewer.friends.order", "viewer { friends(first: 1, order: $n) { totalCount } }",
                    "Viewer.conversations.folder", "viewer { conversations(first: 1, folder: $n) { totalCount } }",
                    "Viewer.unread.folder", "viewer { unread(folder: $n) { messages } }",
                    "User.friends.order", "viewer { user { friends(first: 1, order: $n) { totalCount } } }",
                    "User.likesInCommon.rare", "viewer { user { likesInCommon(first: 1, rare: $n) { totalCount } } }",
                    "Experiment.offPolicy.metric",
                            "experiment(key: \"one\") { offPolicy(variant: \"b\", target: \"friends-of-friends\", metric: $n) { observations } }"));

    @Test
    void everyArgumentWithADefaultRefusesNullAtItsField() {
        createExperiment();
        assertThat(argumentsWithDefaults()).isEqualTo(QUERIES.keySet());
        QUERIES.forEach((coordinate, selection) -> {
            String[] names = coordinate.split("\\.");
            GraphQLObjectType parent = schema.getObjectType(names[0]);
            String type = GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapNonNull(
                    parent.getFieldDefinition(names[1]).getArgument(names[2]).getType()));
            for (String query : List.of(
                    "query ($n: %s = %s) { node(id: \"%s\") { __typename } %s }"
                            .formatted(type, aDefault(type), world.id("ben"), selection),
                    // A fragment that is spread twice, and an alias.
                    "query ($n: %s = %s) { node(id: \"%s\") { __typename } ...F ...F } fragment F on Query { %s }"
                            .formatted(type, aDefault(type), world.id("ben"), selection))) {
                var answer = asStaff().ask(query, nullable("n", null));
                assertThat(answer.json().path("errors").size())
                        .as(answer.body())
                        .isEqualTo(1);
                isRefused(answer.json().path("errors"), VALIDATION, "n");
                assertThat(answer.json().at("/errors/0/path").toString())
                        .as(answer.body())
                        .endsWith("\"" + names[1] + "\"]");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(asStaff().ask(query, Map.of()).code())
                        .as("%s without the variable", coordinate)
                        .isNotIn(VALIDATION, "INTERNAL_ERROR");
            }
            var literal = asStaff().ask("{ " + selection.replace("$n", "null") + " }");
            assertThat(literal.code()).as(literal.body()).isEqualTo(VALIDATION);
        });
    }

    @Test
    void aFieldWithANullArgumentFailsAlone() {
        String query =
                "query ($h: String = \"ben\") { a: user(by: {handle: $h}) { id } b: user(by: {handle: \"ben\"}) { handle }"
                        + " c: user(by: {handle: null}) { id } }";
        var answer = api.as("ada").ask(query, nullable("h", null));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("data").toString())
                .isEqualTo("{\"a\":null,\"b\":{\"handle\":\"ben\"},\"c\":null}");
        assertThat(answer.json().path("errors").size()).isEqualTo(2);
        for (JsonNode error : answer.json().path("errors")) {
            assertThat(error.at("/extensions/code").asString()).isEqualTo(VALIDATION);
            assertThat(error.path("extensions").has("incident")).isFalse();
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode next = socket.subscribe("a", query, nullable("h", null)).next();
            assertThat(next.at("/payload/data/b/handle").asString()).isEqualTo("ben");
            assertThat(next.at("/payload/errors").size()).isEqualTo(2);
        }
    }

    @Test
    void aNullInIntrospectionRefusesTheRequest() {
        String query = "query ($t: String = \"User\", $d: Boolean = false) { viewer { user { id } }"
                + " __type(name: $t) { fields(includeDeprecated: $d) { args(includeDeprecated: $d) { name } } } }";
        isRefused(api.as("ada").ask(query, nullable("t", null)).json().path("errors"), VALIDATION, "t");
        assertThat(api.as("ada").ask(query, Map.of("t", "User")).json().has("errors"))
                .isFalse();
    }

    @Test
    void theFieldOfAOneOfInputIsNeverNullAsLiteralOrVariable() {
        Map<String, Map<String, Object>> asked = new LinkedHashMap<>();
        asked.put("query ($v: String) { user(by: {handle: $v}) { id } }", nullable("v", null));
        asked.put("query ($v: String = \"ben\") { user(by: {handle: $v}) { id } } ", nullable("v", null));
        asked.put("query ($v: ID) { user(by: {id: $v}) { id } }", Map.of());
        asked.put("query ($v: UserBy!) { user(by: $v) { id } }", Map.of("v", nullable("handle", null)));
        asked.put("query ($v: UserBy = {handle: \"ben\"}) { user(by: $v) { id } }", nullable("v", null));
        asked.put("{ user(by: {handle: null}) { id } }", Map.of());
        asked.forEach((query, variables) -> {
            var answer = api.as("ada").ask(query, variables);
            isRefused(answer.json().path("errors"), VALIDATION, null);
        });
    }

    @Test
    void aNullPageSizeIsRefusedInAQueryAndAStream() {
        String query = "query ($n: Int = 2) { viewer { friends(first: $n) { totalCount } } }";
        isRefused(api.as("ada").ask(query, nullable("n", null)).json().path("errors"), VALIDATION, "n");
        String stream =
                "subscription ($u: ID = \"" + world.id("ben") + "\") { presence(userIds: [$u]) { users { id } } }";
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.subscribe("a", stream, nullable("u", null)).next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            isRefused(error.path("payload"), VALIDATION, "u");
        }
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), stream, nullable("u", null))) {
            isRefused(events.next().data().path("errors"), VALIDATION, "u");
        }
    }

    @Test
    void everyNonNullInputFieldOfAMutationRefusesNullBeforeAnythingRuns() {
        int asked = 0;
        for (GraphQLFieldDefinition mutation : schema.getMutationType().getFieldDefinitions()) {
            for (InputPath place : places(mutation)) {
                if (!GraphQLTypeUtil.isNonNull(place.type())) {
                    continue;
                }
                String type = GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapNonNull(place.type()));
                String document =
                        "mutation ($u: [ID!]!, $n: %s = %s) { first: createGroup(input: {title: \"Quarry\", userIds: $u}) { userErrors { code } } second: %s(input: %s) { __typename } }"
                                .formatted(
                                        type,
                                        literal(place.type(), "", null, null),
                                        mutation.getName(),
                                        place.holding("$n"));
                var answer = asStaff().ask(document, nullable("n", null, "u", List.of(world.id("ben"))));
                assertThat(answer.code()).as("%s: %s", document, answer.body()).isEqualTo(VALIDATION);
                isRefused(answer.json().path("errors"), VALIDATION, "n");
                assertThat(answer.json().at("/errors/0/path").toString())
                        .as(answer.body())
                        .isEqualTo("[\"second\"]");
                var inside = asStaff()
                        .ask(
                                "mutation ($u: [ID!]!, $i: %s) { first: createGroup(input: {title: \"Quarry\", userIds: $u}) { userErrors { code } } second: %s(input: $i) { __typename } }"
                                        .formatted(
                                                GraphQLTypeUtil.simplePrint(mutation.getArgument("input")
                                                        .getType()),
                                                mutation.getName()),
                                Map.of("u", List.of(world.id("ben")), "i", place.asVariable(null)));
                assertThat(inside.code()).as("%s: %s", document, inside.body()).isEqualTo(VALIDATION);
                assertThat(inside.body()).doesNotContain("incident");
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(60);
        nothingWasDone();
    }

    @Test
    void everyIdOfAMutationIsCheckedBeforeAnythingRuns() {
        int asked = 0;
        for (GraphQLFieldDefinition mutation : schema.getMutationType().getFieldDefinitions()) {
            for (InputPath place : places(mutation)) {
                boolean isId = GraphQLTypeUtil.unwrapAll(place.type()).getName().equals("ID");
                if (!isId || place.name().startsWith("impressionToken")) {
                    continue;
                }
                String wrong = place.name().startsWith("video") ? World.id("cnv", 1) : World.id("vid", 1);
                for (String bad : List.of("cnv_oops", wrong)) {
                    String document =
                            "mutation ($u: [ID!]!) { first: createGroup(input: {title: \"Quarry\", userIds: $u}) { userErrors { code } } second: %s(input: %s) { __typename } }"
                                    .formatted(mutation.getName(), place.holding("\"" + bad + "\""));
                    var answer = asStaff().ask(document, Map.of("u", List.of(world.id("ben"))));
                    isRefused(answer.json().path("errors"), "INVALID_ID", null);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.json().at("/errors/0/path").toString()).isEqualTo("[\"second\"]");
                    assertThat(answer.json().path("errors").size()).isEqualTo(1);
                    var inVariable = asStaff()
                            .ask(
                                    "mutation ($u: [ID!]!, $i: %s) { first: createGroup(input: {title: \"Quarry\", userIds: $u}) { userErrors { code } } second: %s(input: $i) { __typename } }"
                                            .formatted(
                                                    GraphQLTypeUtil.simplePrint(mutation.getArgument("input")
                                                            .getType()),
                                                    mutation.getName()),
                                    Map.of("u", List.of(world.id("ben")), "i", place.asVariable(bad)));
                    isRefused(inVariable.json().path("errors"), "INVALID_ID", null);
                }
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(35);
        nothingWasDone();
    }

    @Test
    void aMutationWhosePayloadIsLostIsListed() {
        String refused =
                "mutation ($u: [ID!]!) { made: createGroup(input: {title: \"Quarry\", userIds: $u}) { conversation { id } }"
                        + " stopped: stopExperiment(input: {key: \"one\"}) { __typename }"
                        + " never: createGroup(input: {title: \"Pit\", userIds: $u}) { __typename } }";
        var answer = api.as("ada").ask(refused, Map.of("u", List.of(world.id("ben"))));
        assertThat(answer.code()).as(answer.body()).isEqualTo("FORBIDDEN");
        assertThat(answer.json().at("/errors/0/extensions/ran").toString())
                .as(answer.body())
                .isEqualTo("[\"made\"]");
        assertThat(titles()).containsExactly("Quarry");
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.subscribe("a", refused, Map.of("u", List.of(world.id("ben"))))
                    .next();
            assertThat(error.at("/payload/0/extensions/ran").toString()).isEqualTo("[\"made\"]");
        }
    }

    @Test
    void nothingIsListedIfNothingIsLostOrNothingRan() {
        var told = api.as("ada")
                .ask(
                        "mutation ($u: [ID!]!) { createGroup(input: {title: \"Quarry\", userIds: $u}) { conversation { id } } }",
                        Map.of("u", List.of(world.id("ben"))));
        assertThat(told.body()).doesNotContain("\"ran\"");
        var refused = api.as("ada")
                .ask(
                        "mutation { pinConversation(input: {conversationId: \"cnv_oops\", pinned: true}) { __typename } }");
        assertThat(refused.code()).isEqualTo("INVALID_ID");
        assertThat(refused.body()).doesNotContain("\"ran\"").contains("\"data\":null");
    }

    @Test
    void aPageSizeInAMutationsPayloadIsCheckedBeforeItRuns() {
        String mutation = MAKE.replace(", $x: Boolean = false", ", $n: Int!")
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
        isRefused(errors, "INVALID_ID", null);
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
                "FriendOrder! | viewer { friends(first: 1, order: $v) { totalCount } } | {\"a\": 1} | a name, not an object",
                "FriendOrder! | viewer { friends(first: 1, order: $v) { totalCount } } | [\"NAME\", \"NAME\"] | a name, not a list",
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
        String mutation =
                "mutation ($u: [ID!]!) { createGroup(input: {title: \"Quarry\", userIds: $u}) { conversation { createdAt } } }";
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
                .post(
                        "{\"query\": \"mutation ($i: SendMessageInput!) { sendMessage(input: $i) { message { body } } }\", \"variables\": {\"i\": {"
                                + input + ", \"body\": \"" + body + "\"}}}");
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
                "subscription { ...F } fragment F on Subscription { inboxEvents { cursor } ... { other: inboxEvents { cursor } } } | other",
                "subscription { __typename } | __typename",
                "subscription ($x: Boolean!) { inboxEvents @include(if: $x) { cursor } } | @include",
                "subscription { inboxEvents @skip(if: true) { cursor } } | @skip",
                "subscription ($x: Boolean!) { ... @skip(if: $x) { inboxEvents { cursor } } } | @skip"
            })
    void aSubscriptionWithoutExactlyOneRootFieldIsToldWhichFieldIsWrong(String subscription, String named) {
        var answer = api.as("ada").ask(subscription, Map.of("x", true));
        assertThat(answer.status()).isEqualTo(400);
        isRefused(answer.json().path("errors"), VALIDATION, null);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(named);
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error =
                    socket.subscribe("a", subscription, Map.of("x", true)).next();
            isRefused(error.path("payload"), VALIDATION, null);
            assertThat(error.at("/payload/0/message").asString()).contains(named);
            socket.subscribe("b", "{ viewer { user { handle } } }").data();
        }
    }

    @Test
    void aPairOfSurrogatesIsText() {
        world.direct(700, "ada", "ben");
        var answer = api.as("ada")
                .post(
                        "{\"query\": \"mutation ($i: SendMessageInput!) { sendMessage(input: $i) { message { body } } }\", \"variables\": {\"i\": {\"conversationId\": \""
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
        isRefused(answer.json().path("errors"), VALIDATION, null);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(told);
    }

    private static void isRefused(JsonNode errors, String code, @Nullable String variable) {
        assertThat(errors.isEmpty()).isFalse();
        for (JsonNode error : errors) {
            assertThat(error.at("/extensions/code").asString())
                    .as(errors.toString())
                    .isEqualTo(code);
            assertThat(error.path("extensions").has("incident")).isFalse();
            assertThat(error.path("message").asString()).doesNotMatch(ErrorsTest.INSIDE);
            if (variable != null) {
                assertThat(error.path("message").asString()).contains("\"$" + variable + "\"");
            }
        }
    }

    private Api.Caller asStaff() {
        return api.as("ada", "experimenter", "moderator");
    }

    private void createExperiment() {
        JsonNode made = asStaff()
                .data(
                        "mutation { createExperiment(input: {key: \"one\", hypothesis: \"x\", variants: [{key: \"a\", strategy: \"friends-of-friends\"}, {key: \"b\", strategy: \"friends-of-friends\", explore: 0.1}]}) { experiment { key } userErrors { message } } }");
        assertThat(made.at("/createExperiment/experiment/key").asString())
                .as(made.toString())
                .isEqualTo("one");
    }

    private void nothingWasDone() {
        assertThat(titles()).isEmpty();
    }

    private List<Object> titles() {
        return world.values("MATCH (c:Conversation) RETURN c.title");
    }

    private Set<String> argumentsWithDefaults() {
        TreeSet<String> found = new TreeSet<>();
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && !type.getName().startsWith("__")) {
                object.getFieldDefinitions()
                        .forEach(field -> field.getArguments().stream()
                                .filter(argument ->
                                        GraphQLTypeUtil.isNonNull(argument.getType()) && argument.hasSetDefaultValue())
                                .forEach(argument ->
                                        found.add(type.getName() + "." + field.getName() + "." + argument.getName())));
            }
        }
        return found;
    }

    private String aDefault(String type) {
        return schema.getType(type) instanceof GraphQLEnumType names
                ? names.getValues().getFirst().getName()
                : type.equals("Int") ? "5" : "true";
    }

    private List<InputPath> places(GraphQLFieldDefinition mutation) {
        List<InputPath> places = new ArrayList<>();
        GraphQLInputType input = mutation.getArgument("input").getType();
        places(input, input, List.of(), places);
        return places;
    }

    private void places(GraphQLInputType input, GraphQLType type, List<String> path, List<InputPath> places) {
        if (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object) {
            for (GraphQLInputObjectField field : object.getFields()) {
                List<String> below = new ArrayList<>(path);
                below.add(field.getName());
                places.add(new InputPath(input, below, field.getType()));
                places(input, field.getType(), below, places);
            }
        }
    }

    /** An input field and its ancestors, from the argument {@code input} on. */
    private record InputPath(GraphQLInputType input, List<String> path, GraphQLInputType type) {

        String name() {
            return path.getLast();
        }

        /** Returns the whole input as a literal with its required fields, and with {@code value} for this field. */
        String holding(String value) {
            return literal(input, "", path, value);
        }

        /** Returns the same input as the value of a variable. */
        Object asVariable(@Nullable Object value) {
            return java.util.Objects.requireNonNull(value(input, "", path, value));
        }
    }

    private static String literal(GraphQLType type, String name, @Nullable List<String> path, @Nullable String value) {
        if (path != null && path.isEmpty()) {
            return String.valueOf(value);
        }
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list -> "[" + literal(list.getWrappedType(), name, path, value) + "]";
            case GraphQLInputObjectType object -> {
                List<String> fields = new ArrayList<>();
                for (GraphQLInputObjectField field : object.getFields()) {
                    boolean here = path != null && path.getFirst().equals(field.getName());
                    if (here || isRequired(field)) {
                        fields.add(field.getName() + ": "
                                + literal(
                                        field.getType(),
                                        field.getName(),
                                        here ? path.subList(1, path.size()) : null,
                                        value));
                    }
                }
                yield "{" + String.join(", ", fields) + "}";
            }
            case GraphQLEnumType names -> names.getValues().getFirst().getName();
            default -> JsonMapper.shared().writeValueAsString(scalar(type, name));
        };
    }

    private static @Nullable Object value(
            GraphQLType type, String name, @Nullable List<String> path, @Nullable Object value) {
        if (path != null && path.isEmpty()) {
            return value;
        }
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list -> Collections.singletonList(value(list.getWrappedType(), name, path, value));
            case GraphQLInputObjectType object -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (GraphQLInputObjectField field : object.getFields()) {
                    boolean here = path != null && path.getFirst().equals(field.getName());
                    if (here || isRequired(field)) {
                        fields.put(
                                field.getName(),
                                value(
                                        field.getType(),
                                        field.getName(),
                                        here ? path.subList(1, path.size()) : null,
                                        value));
                    }
                }
                yield fields;
            }
            case GraphQLEnumType names -> names.getValues().getFirst().getName();
            default -> scalar(type, name);
        };
    }

    private static boolean isRequired(GraphQLInputObjectField field) {
        return field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue();
    }

    private static Object scalar(GraphQLType type, String name) {
        return switch (GraphQLTypeUtil.unwrapAll(type).getName()) {
            case "ID" -> World.id(kind(name), 1);
            case "Int", "Float" -> 1;
            case "Boolean" -> true;
            case "DateTime" -> "2026-03-04T12:00:00Z";
            default -> "x";
        };
    }

    private static String kind(String name) {
        return switch (name) {
            case "conversationId", "conversationIds" -> "cnv";
            case "messageId", "replyTo" -> "msg";
            case "videoId" -> "vid";
            case "reportId" -> "rep";
            case "friendLinkId" -> "lnk";
            default -> "usr";
        };
    }

    private static Map<String, Object> nullable(String name, @Nullable Object value) {
        return nullable(name, value, "", null);
    }

    @SuppressWarnings("NullAway") // a variable may be null; the tests' Api writes it as it is
    private static Map<String, Object> nullable(
            String name, @Nullable Object value, String other, @Nullable Object otherValue) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put(name, value);
        if (!other.isEmpty()) {
            variables.put(other, otherValue);
        }
        return variables;
    }
}
