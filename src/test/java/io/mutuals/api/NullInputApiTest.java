package io.mutuals.api;

import static io.mutuals.api.Refusals.VALIDATION;
import static io.mutuals.api.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.mutuals.Api;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Variables that fit the schema unless they are null: nothing is half done, and every problem is reported. */
@MutualsTest
class NullInputApiTest {

    private static final String MAKE =
            "mutation ($u: [ID!]!, $x: Boolean = false) { createGroup(input: {title: \"Quarry\", userIds: $u}) { ";

    private final Api api;
    private final World world;
    private final GraphQLSchema schema;

    NullInputApiTest(Api api, World world, GraphQlSource source) {
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
                MAKE + "...F @include(if: $x) userErrors { code } } } "
                        + "fragment F on CreateGroupPayload { conversation { id } }",
                MAKE + "...F } } fragment F on CreateGroupPayload { conversation { id @skip(if: $x) } }",
                "mutation ($u: [ID!]!, $x: Boolean = false) { createGroup(input: {title: \"Quarry\", "
                        + "userIds: $u}) @skip(if: $x) { userErrors { code } } }",
                "mutation ($u: [ID!]!, $x: Boolean! = false, $y: Boolean = true) { createGroup(input: {title: "
                        + "\"Quarry\", "
                        + "userIds: $u}) { userErrors { code @skip(if: $y) @include(if: $x) } } }"
            })
    void aNullConditionIsReportedWithItsVariableBeforeAnythingRuns(String mutation) {
        String variable = mutation.contains("$y") ? "y" : "x";
        Map<String, Object> variables = nullable(variable, null, "u", List.of(world.id("ben")));
        var answer = api.as("ada").ask(mutation, variables);
        assertThat(answer.status()).isEqualTo(400);
        assertRefused(answer.json().path("errors"), VALIDATION, variable);
        assertThat(answer.json().has("data")).isFalse();
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.subscribe("a", mutation, variables).next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertRefused(error.path("payload"), VALIDATION, variable);
            assertThat(socket.subscribe("b", "{ viewer { user { handle } } }")
                            .data()
                            .at("/viewer/user/handle")
                            .asString())
                    .isEqualTo("ada");
        }
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), mutation, variables)) {
            assertRefused(events.next().data().path("errors"), VALIDATION, variable);
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
    private static final Map<String, String> QUERIES = new TreeMap<>(Map.ofEntries(
            Map.entry("Query.reports.state", "reports(first: 1, state: $n) { totalCount }"),
            Map.entry("Query.schemaUsage.filter", "schemaUsage(first: 1, filter: $n) { totalCount }"),
            Map.entry("Query.sync.limit", "sync(limit: $n) { cursor }"),
            Map.entry("Viewer.suggestionReach.window", "viewer { suggestionReach(window: $n) { window } }"),
            Map.entry("Viewer.feed.order", "viewer { feed(first: 1, order: $n) { nodes { at } } }"),
            Map.entry("Viewer.friends.order", "viewer { friends(first: 1, order: $n) { totalCount } }"),
            Map.entry("Viewer.conversations.folder", "viewer { conversations(first: 1, folder: $n) { totalCount } }"),
            Map.entry("Viewer.unread.folder", "viewer { unread(folder: $n) { messages } }"),
            Map.entry("User.friends.order", "viewer { user { friends(first: 1, order: $n) { totalCount } } }"),
            Map.entry(
                    "User.likesInCommon.rare", "viewer { user { likesInCommon(first: 1, rare: $n) { totalCount } } }"),
            Map.entry(
                    "Video.comments.order",
                    "video(id: \"%s\") { comments(first: 1, order: $n) { totalCount } }".formatted(World.id("vid", 7))),
            Map.entry(
                    "Experiment.offPolicy.metric",
                    "experiment(key: \"one\") { offPolicy(variant: \"b\", "
                            + "target: \"friends-of-friends\", metric: $n) { observations } }")));

    @Test
    void everyArgumentWithADefaultRefusesNullAtItsField() {
        createExperiment();
        world.video(7, "ben", "clip");
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
                assertRefused(answer.json().path("errors"), VALIDATION, "n");
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
        String query = "query ($h: String = \"ben\") { a: user(by: {handle: $h}) { id } "
                + "b: user(by: {handle: \"ben\"}) { handle } c: user(by: {handle: null}) { id } }";
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
        assertRefused(api.as("ada").ask(query, nullable("t", null)).json().path("errors"), VALIDATION, "t");
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
            assertRefused(answer.json().path("errors"), VALIDATION, null);
        });
    }

    @Test
    void aNullPageSizeIsRefusedInAQueryAndAStream() {
        String query = "query ($n: Int = 2) { viewer { friends(first: $n) { totalCount } } }";
        assertRefused(api.as("ada").ask(query, nullable("n", null)).json().path("errors"), VALIDATION, "n");
        String stream =
                "subscription ($u: ID = \"" + world.id("ben") + "\") { presence(userIds: [$u]) { users { id } } }";
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            JsonNode error = socket.subscribe("a", stream, nullable("u", null)).next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertRefused(error.path("payload"), VALIDATION, "u");
        }
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), stream, nullable("u", null))) {
            assertRefused(events.next().data().path("errors"), VALIDATION, "u");
        }
    }

    @Test
    void everyNonNullInputFieldOfAMutationRefusesNullBeforeAnythingRuns() {
        int asked = 0;
        for (GraphQLFieldDefinition mutation : schema.getMutationType().getFieldDefinitions()) {
            for (InputPath place : InputPath.of(mutation)) {
                if (!GraphQLTypeUtil.isNonNull(place.type())) {
                    continue;
                }
                String type = GraphQLTypeUtil.simplePrint(GraphQLTypeUtil.unwrapNonNull(place.type()));
                String document =
                        ("mutation ($u: [ID!]!, $n: %s = %s) { first: createGroup(input: {title: \"Quarry\", userIds: $u}) { userErrors { code } } "
                                        + "second: %s(input: %s) { __typename } }")
                                .formatted(
                                        type,
                                        InputPath.literal(place.type(), "", null, null),
                                        mutation.getName(),
                                        place.holding("$n"));
                var answer = asStaff().ask(document, nullable("n", null, "u", List.of(world.id("ben"))));
                assertThat(answer.code()).as("%s: %s", document, answer.body()).isEqualTo(VALIDATION);
                assertRefused(answer.json().path("errors"), VALIDATION, "n");
                assertThat(answer.json().at("/errors/0/path").toString())
                        .as(answer.body())
                        .isEqualTo("[\"second\"]");
                var inside = asStaff()
                        .ask(
                                ("mutation ($u: [ID!]!, $i: %s) { first: createGroup(input: {title: "
                                                + "\"Quarry\", userIds: $u}) { userErrors { code } } "
                                                + "second: %s(input: $i) { __typename } }")
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

    private Api.Caller asStaff() {
        return api.as("ada", "experimenter", "moderator", "admin");
    }

    private void createExperiment() {
        JsonNode made = asStaff()
                .data("mutation { createExperiment(input: {key: \"one\", hypothesis: \"x\", "
                        + "variants: [{key: \"a\", strategy: \"friends-of-friends\"}, {key: \"b\", "
                        + "strategy: \"friends-of-friends\", explore: 0.1}]}) { experiment { key } "
                        + "userErrors { message } } }");
        assertThat(made.at("/createExperiment/experiment/key").asString())
                .as(made.toString())
                .isEqualTo("one");
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

    private void nothingWasDone() {
        assertThat(world.values("MATCH (c:Conversation) RETURN c.title")).isEmpty();
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
