package io.mutuals.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests that ask for too much are refused before any of them runs; ordinary requests are far below every limit. */
@MutualsTest
class LimitsApiTest {

    private static final Duration QUICK = Duration.ofMillis(250);

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Throttle throttle;

    LimitsApiTest(Api api, World world, TestClock clock, Throttle throttle) {
        this.throttle = throttle;
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @Test
    void retryAfterTellsWhenTheBudgetSuffices() {
        HttpRequest request = HttpRequest.newBuilder(api.address().resolve("/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + api.token("ada"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"{ viewer { friends(first: 100) { nodes { "
                        + "friends(first: 90) { nodes { id } } } } } }\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = await().until(
                            () -> {
                                world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:cost");
                                return client.send(request, HttpResponse.BodyHandlers.ofString());
                            },
                            given -> given.statusCode() == 429);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 3L);
        }
    }

    @Test
    void everyLimitRefusesQuicklyAndIsNamed() {
        Map<String, String> attacks = Map.of(
                "depth",
                        "{ viewer { user { " + "relationship { request { user { ".repeat(8) + "id" + " } } }".repeat(8)
                                + " } } }",
                "rootFields", "{ " + repeated("f%1$d: viewer { user { id } }", 21) + " }",
                "aliases", "{ viewer { user { " + repeated("f%1$d: handle", 51) + " } } }",
                "directives", "{ viewer { user { id " + "@include(if: true) ".repeat(51) + "} } }",
                "pageProduct",
                        "{ viewer { friends(first: 100) { nodes { friends(first: 100) { nodes { "
                                + "friends(first: 100) { nodes { handle } } } } } } } }",
                "cost",
                        "{ viewer { friends(first: 100) { nodes { friends(first: 100) { nodes { handle "
                                + "relationship { request { sentAt } } } } } } } }",
                "tokens", "{ viewer { user { " + "id ".repeat(5_001) + "} } }");
        attacks.forEach((limit, attack) -> {
            Api.Answer answer = api.as("ada").ask(attack);
            assertThat(answer.code()).as(limit + " " + answer.body()).isEqualTo("QUERY_TOO_LARGE");
            assertThat(answer.json().at("/errors/0/extensions/limit").asString())
                    .isEqualTo(limit);
            assertThat(answer.status()).as(limit).isEqualTo(400);
            assertThat(api.as("ada")
                            .header("Accept", "application/json")
                            .ask(attack)
                            .status())
                    .as("whatever the client accepts")
                    .isEqualTo(400);
            assertThat(answer.json().has("data")).isFalse();
            assertThat(fastest(attack)).as(limit).isLessThan(QUICK);
        });
    }

    @Test
    void aSmallDocumentOfNestedFragmentsIsRefusedAsQuickly() {
        String doubled = IntStream.range(0, 60)
                .mapToObj(i -> "fragment f%d on User { ...f%d ...f%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "));
        String bomb = "{ viewer { user { ...f0 } } } " + doubled
                + " fragment f60 on User { relationship { request { sentAt } } }";
        assertThat(bomb.length()).isLessThan(2_800);
        Api.Answer answer = api.as("ada").ask(bomb);
        assertThat(answer.code()).as(answer.body()).isEqualTo("QUERY_TOO_LARGE");
        assertThat(fastest(bomb)).isLessThan(QUICK);
        assertThat(api.as("ada")
                        .ask("{ viewer { user { ...a } } } fragment a on User { ...b } fragment b on User { ...a }")
                        .code())
                .isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void variablesDefaultsAndFragmentsCountLikeLiterals() {
        String nested = "{ viewer { friends(first: %s) { ...F } } } fragment F on "
                + "FriendConnection { nodes { friends(first: 100) { nodes { relationship { since } } } } }";
        assertThat(api.as("ada")
                        .ask("query ($n: Int!) " + nested.formatted("$n"), Map.of("n", 100))
                        .code())
                .isEqualTo("QUERY_TOO_LARGE");
        assertThat(api.as("ada")
                        .ask("query ($n: Int! = 100) " + nested.formatted("$n"))
                        .code())
                .isEqualTo("QUERY_TOO_LARGE");
        assertThat(api.as("ada")
                        .ask("query ($n: Int!) " + nested.formatted("$n"), Map.of("n", 5))
                        .code())
                .isEmpty();
        assertThat(api.as("ada")
                        .ask("query ($n: Int! = 100) " + nested.formatted("$n"), Map.of("n", 5))
                        .code())
                .isEmpty();
    }

    @Test
    void theFormulaIsAsPublished() {
        Map<String, Integer> examples = Map.of(
                "{ viewer { user { id } } }",
                2,
                "{ viewer { friends(first: 20) { nodes { handle } pageInfo { endCursor } } } }",
                1 + 1 + 20 + 1,
                "{ viewer { friends(first: 20) { edges { since node { handle } } } } }",
                1 + 1 + 20 * (1 + 1),
                "{ viewer { friends(first: 20) { nodes { friends(first: 10) { nodes { handle } } } } } }",
                1 + 1 + 20 * (1 + 1 + 10),
                "{ nodes(ids: [\"%1$s\", \"%1$s\", \"%1$s\"]) { id } }".formatted(world.id("ben")),
                3,
                "mutation { unfriend(input: {userId: \"%s\"}) { user { id } } }".formatted(world.id("ben")),
                10 + 1 + 1,
                "{ sync { events { at } } }",
                1 + 100,
                "query ($n: Int! = 7) { sync(limit: $n) { events { ... on MessageSent { message { id } } } } }",
                1 + 7 * (1 + 1),
                ("{ node(id: \"%s\") { ... on Message { reactions { users { id } } mentions { id } } "
                                + "... on Conversation { typing { id } } } }")
                        .formatted(world.id("ben")),
                1 + 3 * (1 + 3) + 2 + 2,
                "query ($ids: [ID!]! = [\"%1$s\", \"%1$s\"]) { nodes(ids: $ids) { id } }".formatted(world.id("ben")),
                2);
        examples.forEach((query, cost) ->
                assertThat(cost(query).path("requested").asInt()).as(query).isEqualTo(cost));
        String feed = "{ viewer { feed(first: 20) { nodes { activities { %s } } } } } ";
        assertThat(List.of(
                        feed.formatted("friends(first: 3) { handle }"),
                        feed.formatted("...A") + "fragment A on FeedActivity { friends(first: 3) { handle } }"))
                .as("a list that is no page")
                .allSatisfy(query ->
                        assertThat(cost(query).path("requested").asInt()).isEqualTo(1 + 1 + 20 * (1 + 4 * (1 + 3))));
        world.friends("ada", "ben");
        assertThat(cost("{ viewer { friends(first: 20) { nodes { handle } } } }")
                        .path("actual")
                        .asInt())
                .as("viewer, page, one friend")
                .isEqualTo(3);
        assertThat(cost("{ viewer { friends(first: 20) { edges { node { handle } } } } }")
                        .path("actual")
                        .asInt())
                .as("viewer, page, one edge, one friend")
                .isEqualTo(4);
        assertThat(cost("{ viewer { friends(first: 20) { edges { since } } } }")
                        .path("requested")
                        .asInt())
                .isEqualTo(1 + 1 + 20);
    }

    @Test
    void costBeyondTheEstimateIsChargedAsWell() {
        long ada = world.number("ada");
        throttle.take(ada, 1_000);
        throttle.settle(ada, -150_000);
        assertThat(throttle.take(ada, 100_000)).isNotNull().matches(balance -> !balance.granted());
        throttle.settle(ada, -150_000);
        assertThat(throttle.take(ada, 0)).isNotNull().matches(balance -> balance.left() < 49_000);
    }

    @Test
    void aHomeScreenIsFarBelowEveryLimit() {
        JsonNode cost = cost("""
                { viewer { user { handle displayName }
                  friends(first: 20) { nodes { handle displayName } }
                  peopleYouMayKnow(first: 20) { nodes { user { handle } reason { ... on MutualFriendsReason { text
                    count sample { handle } } } } }
                  conversations(first: 20) { nodes { title unreadCount lastMessage { body sender { handle } }
                    participants(first: 4) { nodes { user { handle } } } } } } }
                """);
        assertThat(cost.path("requested").asInt()).isBetween(300, 1_000);
        assertThat(cost.path("requested").asInt() * 20).isLessThanOrEqualTo(20_000);
    }

    @Test
    void aViewerWithoutBudgetWaitsAndOthersDoNot() {
        String dear = "{ viewer { friends(first: 100) { nodes { friends(first: 90) { nodes { relationship { "
                + "since } } } } } } }";
        // Unused cost is refunded, perhaps after the answer, so the bucket is emptied from outside until it
        // stays empty.
        api.as("ada").data(dear);
        Api.Answer refused = await().until(
                        () -> {
                            world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:cost");
                            return api.as("ada").ask(dear);
                        },
                        answer -> answer.code().equals("RATE_LIMITED"));
        assertThat(refused.status()).isEqualTo(429);
        Instant resetAt =
                Instant.parse(refused.json().at("/errors/0/extensions/resetAt").asString());
        assertThat(resetAt).isAfter(clock.instant());
        assertThat(api.as("ben").ask(dear).code()).isEmpty();
        clock.pass(Duration.between(clock.instant(), resetAt).plusMillis(100));
        assertThat(api.as("ada").ask(dear).code()).isEmpty();
        JsonNode throttle = cost("{ viewer { user { id } } }").path("throttle");
        assertThat(throttle.path("maximum").asInt()).isEqualTo(200_000);
        assertThat(throttle.path("refillPerSecond").asInt()).isEqualTo(5_000);
        assertThat(throttle.path("available").asInt()).isLessThan(200_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsNotRead(boolean declaresItsSize) throws Exception {
        byte[] body = ("{\"query\":\"{ __typename }\",\"x\":\"" + "y".repeat(110_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest.BodyPublisher publisher = declaresItsSize
                ? HttpRequest.BodyPublishers.ofByteArray(body)
                : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(api.address().resolve("/graphql"))
                            .header("Content-Type", "application/json")
                            .POST(publisher)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("\"limit\":\"body\"", "\"maximum\":102400");
            if (declaresItsSize) {
                assertThat(answer.body()).contains("\"asked\":" + body.length);
            } else {
                assertThat(answer.body()).as("its size is not known").doesNotContain("asked");
            }
            assertThat(answer.body()).contains("QUERY_TOO_LARGE");
        }
    }

    private JsonNode cost(String query) {
        Api.Answer answer = api.as("ada").ask(query);
        assertThat(answer.code()).as(answer.body()).isEmpty();
        return answer.json().at("/extensions/cost");
    }

    private Duration fastest(String attack) {
        return IntStream.range(0, 8)
                .mapToObj(i -> {
                    long start = System.nanoTime();
                    api.as("ada").ask(attack);
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static String repeated(String form, int times) {
        return IntStream.range(0, times).mapToObj(form::formatted).collect(Collectors.joining(" "));
    }
}
