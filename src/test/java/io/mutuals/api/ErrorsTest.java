package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.AbortExecutionException;
import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of GraphQL requests: their arguments, documents, limits and tokens. */
@MutualsTest
class ErrorsTest {

    static final String INSIDE = "(?is).*(exception|io\\.mutuals|graphql\\.|java\\.|org\\.|MATCH "
            + "\\(|UNWIND|neo4j|localhost|[a-z]Value\\b|HashMap|ArrayList|\\w\\{\\w+=).*";

    private final Api api;
    private final World world;

    ErrorsTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aPageSizeIsWithin1To100(int first) {
        for (String list : new String[] {"friends", "peopleYouMayKnow"}) {
            refused(
                    "query ($first: Int!) { viewer { " + list + "(first: $first) { nodes { __typename } } } }",
                    Map.of("first", first),
                    "INVALID_PAGE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "viewer { user { id } }",
                "viewer { friends(first: 1) { totalCount } }",
                "viewer { friends(first: 1, order: NAME) { totalCount } }",
                "viewer { friendRequests(direction: INCOMING, first: 1) { totalCount } }",
                "viewer { blocks(first: 1) { totalCount } }",
                "viewer { conversations(first: 1) { nodes { id } } }",
                "viewer { friendLinks(first: 1) { nodes { id } } }",
                "searchUsers(query: \"ad\", first: 1) { nodes { id } }"
            })
    void aTokenWithoutAnAccountNeedsOne(String field) {
        Api.Answer answer = api.with(LocalTokens.mint(88_888_888L)).ask("{ " + field + " }");
        assertThat(answer.code()).as(answer.body()).isEqualTo("ACCOUNT_REQUIRED");
        assertThat(answer.body()).contains("No account belongs to this token.");
    }

    @Test
    void aMissingPageSizeIsAValidationError() {
        refused("{ viewer { friends { nodes { id } } } }", Map.of(), "GRAPHQL_VALIDATION_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "bGlzdA", "AAAA", "ZnJpZW5kcy5yZWNlbnQfeB8x", "💥"})
    void aBadCursorIsRefused(String after) {
        String query = "query ($after: String!) { viewer { friends(first: 5, after: $after) { nodes { id } } } }";
        refused(query, Map.of("after", after), "INVALID_CURSOR");
    }

    @Test
    void aCursorOfAnotherListOrOrderIsRefused() {
        String cursor = api.as("ada")
                .data("{ viewer { friends(first: 1, order: NAME) { pageInfo { endCursor } } } }")
                .at("/viewer/friends/pageInfo/endCursor")
                .asString();
        refused(
                "query ($c: String!) { viewer { friends(first: 1, after: $c) { nodes { id } } } }",
                Map.of("c", cursor),
                "INVALID_CURSOR");
        refused(
                "query ($c: String!) { viewer { peopleYouMayKnow(first: 1, after: $c) { nodes { score } } } }",
                Map.of("c", cursor),
                "INVALID_CURSOR");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "1",
        "usr_1",
        "usr_000000000000U",
        "xyz_0000000000001",
        "' usr_0000000000001'",
        "usr_0000000000001x",
        "usr_8000000000000"
    })
    void aMalformedIdIsRefused(String id) {
        refused("query ($id: ID!) { node(id: $id) { id } }", Map.of("id", id), "INVALID_ID");
        refused("query ($id: ID!) { user(by: {id: $id}) { id } }", Map.of("id", id), "INVALID_ID");
        refused("query ($id: ID!) { nodes(ids: [$id]) { id } }", Map.of("id", id), "INVALID_ID");
    }

    @Test
    void anUnknownUserIsNull() {
        var data = api.as("ada")
                .data(
                        "query ($id: ID!) { node(id: $id) { id } a: user(by: {id: $id}) { id } "
                                + "b: user(by: {handle: \"missing\"}) { id } nodes(ids: [$id]) { id } }",
                        Map.of("id", World.id("usr", 4711)));
        assertThat(data.toString()).isEqualTo("{\"node\":null,\"a\":null,\"b\":null,\"nodes\":[null]}");
    }

    @Test
    void aUserIsIdentifiedInExactlyOneWay() {
        refused("{ user(by: {}) { id } }", Map.of(), "GRAPHQL_VALIDATION_FAILED");
        refused(
                "{ user(by: {handle: \"ada\", id: \"usr_0000000000001\"}) { id } }",
                Map.of(),
                "GRAPHQL_VALIDATION_FAILED");
        refused(
                "query ($by: UserBy!) { user(by: $by) { id } }",
                Map.of("by", Map.of("handle", "ada", "id", "x")),
                "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void moreIdsThanAPageAreRefused() {
        var ids = java.util.Collections.nCopies(101, world.id("ben"));
        refused("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids), "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ viewer { | GRAPHQL_PARSE_FAILED",
                "'' | GRAPHQL_PARSE_FAILED",
                "{ nothing } | GRAPHQL_VALIDATION_FAILED",
                "{ viewer { user { id(x: 1) } } } | GRAPHQL_VALIDATION_FAILED",
                "query ($x: Int!) { viewer { friends(first: $x) { nodes { id } } } } | GRAPHQL_VALIDATION_FAILED",
                "{ viewer { suggestionReach(window: FOREVER) { total } } } | GRAPHQL_VALIDATION_FAILED",
                "{ viewer { suggestionReach(window: 5) { total } } } | GRAPHQL_VALIDATION_FAILED",
                "{ user(by: {id: \"it's {x}' is not a valid 'y'\", handle: 5}) { id } } | GRAPHQL_VALIDATION_FAILED",
                "{ user(by: {name: [EnumValue, {a: $b}]}) { id } } | GRAPHQL_VALIDATION_FAILED",
                "{ user(by: null) { id } } | GRAPHQL_VALIDATION_FAILED",
                "{ user(by: 1.5) { id } } | GRAPHQL_VALIDATION_FAILED",
                "query ($x: Int! = \"y\") { viewer { friends(first: $x) { nodes { id } } } } "
                        + "| GRAPHQL_VALIDATION_FAILED",
                "{ viewer { friends(first: \"ten\") { nodes { id } } } } | GRAPHQL_VALIDATION_FAILED",
                "mutation { sendFriendRequest(input: {message: \"x\"}) { userErrors { code } } } "
                        + "| GRAPHQL_VALIDATION_FAILED",
                "mutation { leaveConversation(input: {conversationId: true}) { userErrors { code } } } "
                        + "| GRAPHQL_VALIDATION_FAILED",
                "mutation { nothing } | GRAPHQL_VALIDATION_FAILED",
                "query A { __typename } query B { __typename } | GRAPHQL_VALIDATION_FAILED",
            })
    void aDocumentThatDoesNotFitIsRefused(String document, String code) {
        refused(document, Map.of(), code);
    }

    @Test
    void aVariableThatDoesNotFitIsRefused() {
        String query = "query ($x: Int!) { viewer { friends(first: $x) { nodes { id } } } }";
        for (Object wrong : List.of(Map.of("a", 1), List.of(1), "ten", true, 1e99)) {
            refused(query, Map.of("x", wrong), "GRAPHQL_VALIDATION_FAILED");
        }
    }

    @Test
    void messagesAreInEnglishForEveryAcceptLanguage() {
        var answer = api.as("ada")
                .header("Accept-Language", "de")
                .ask("{ viewer { suggestionReach(window: FOREVER) { __typename } } }");
        assertThat(answer.body())
                .contains("is not a valid 'SuggestionReachWindow'")
                .doesNotMatch(INSIDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a: __schema { types { name } } b: __schema { queryType { name } } }",
                "{ a: __type(name: \"User\") { name } b: __type(name: \"Video\") { name } }",
                "{ __type(name: \"User\") { fields { type { fields { type { fields { name } } } } } } }",
                "{ __schema { types { fields { type { fields { name } } } } } }"
            })
    void excessiveIntrospectionIsRefusedAsALimit(String query) {
        for (String accept : List.of("application/json", "application/graphql-response+json")) {
            var answer = api.as("ada").header("Accept", accept).ask(query);
            assertThat(answer.code()).as(answer.body()).isEqualTo("QUERY_TOO_LARGE");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/extensions/limit").asString())
                    .isEqualTo("introspection");
            assertThat(answer.body()).doesNotMatch(INSIDE).doesNotContain("faith", "incident");
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of())) {
            assertThat(socket.subscribe("a", query)
                            .next()
                            .at("/payload/0/extensions/limit")
                            .asString())
                    .isEqualTo("introspection");
        }
    }

    @ParameterizedTest
    @CsvSource({"comments,5000", "tokens,5000", "nesting,500", "digits,100"})
    void everyLimitOfTheParserIsNamed(String limit, int maximum) {
        String query = switch (limit) {
            case "comments" -> "#\n".repeat(5_001) + "{ __typename }";
            case "tokens" -> "{ " + "__typename ".repeat(5_001) + "}";
            case "nesting" -> "{ user(by: " + "[".repeat(600) + "]".repeat(600) + ") { id } }";
            default -> "{ viewer { friends(first: " + "1".repeat(101) + ") { totalCount } } }";
        };
        var answer = api.as("ada").ask(query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).as(answer.body()).isEqualTo("QUERY_TOO_LARGE");
        assertThat(answer.json().at("/errors/0/extensions/limit").asString()).isEqualTo(limit);
        assertThat(answer.json().at("/errors/0/extensions/maximum").asInt()).isEqualTo(maximum);
        assertThat(answer.body()).doesNotMatch(INSIDE);
    }

    @Test
    void anEmptyOperationNameCountsAsNone() {
        String two = "{\"query\": \"query A { viewer { user { handle } } } "
                + "query B { viewer { user { id } } }\", \"operationName\": %s}";
        assertThat(api.as("ada").post(two.formatted("\"\"")).code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(api.as("ada").post(two.formatted("null")).code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(api.as("ada").post(two.formatted("\"C\"")).code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(api.as("ada")
                        .post(two.formatted("\"B\""))
                        .json()
                        .at("/data/viewer/user/id")
                        .asString())
                .isEqualTo(world.id("ada"));
        assertThat(api.as("ada")
                        .post("{\"query\": \"{ viewer { user { handle } } }\", \"operationName\": \"\"}")
                        .json()
                        .at("/data/viewer/user/handle")
                        .asString())
                .isEqualTo("ada");
    }

    @Test
    void withoutAValidTokenThereIsNoData() {
        String[] tokens = {
            null,
            "",
            "nonsense",
            LocalTokens.mint(1, Duration.ofHours(-1)),
            LocalTokens.mintWithoutExpiry(1),
            LocalTokens.mint(" ", Duration.ofHours(1)),
            LocalTokens.mint("s".repeat(256), Duration.ofHours(1)),
            LocalTokens.mint(1).replaceAll("\\.[^.]*$", ".AAAA"),
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMDAwMDAwMDAwMDAwMSJ9."
        };
        for (String token : tokens) {
            var answer = api.with(token).ask("{ viewer { user { id } } }");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(answer.json().has("data")).isFalse();
            assertThat(answer.body()).doesNotMatch(INSIDE);
        }
    }

    @Test
    void aTokenOfNoAccountHasNoViewer() {
        var answer = api.with(LocalTokens.mint(4711)).ask("{ viewer { user { id } } }");
        assertThat(answer.code()).isEqualTo("ACCOUNT_REQUIRED");
    }

    @Test
    void aCancelledOperationIsUnavailableAndNotADefect() {
        assertThat(RequestErrors.of(new CompletionException(new AbortExecutionException("cancelled"))))
                .extracting(error -> error.getExtensions())
                .containsExactly(Map.of("code", "UNAVAILABLE"));
    }

    private void refused(String query, Map<String, ?> variables, String code) {
        var answer = api.as("ada").ask(query, variables);
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.body()).doesNotMatch(INSIDE);
    }
}
