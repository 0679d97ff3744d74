package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLTypeUtil;
import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Answers and errors on both live transports, as raw clients see them. */
@HastyServerTest
class TransportTest {

    private static final String INSIDE =
            "(?is).*(exception|io\\.mutuals|graphql\\.|java\\.|org\\.|MATCH \\(|UNWIND|neo4j|localhost).*";
    private static final String WHO = "{ viewer { user { handle } } }";
    private static final String NUMBERS = "subscription ($n: Int!) { numbers(count: $n) { number } }";

    private final Api api;
    private final World world;
    private final TestStreams streams;
    private final GraphQlSource source;

    TransportTest(Api api, World world, TestStreams streams, GraphQlSource source) {
        this.source = source;
        this.api = api;
        this.world = world;
        this.streams = streams;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        streams.forget();
        streams.people = List.of();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream, application/json;q=0.9",
                "application/json,text/event-stream",
                "application/graphql-response+json, application/graphql+json, application/json, "
                        + "text/event-stream, multipart/mixed",
                "text/event-stream, multipart/mixed",
                "text/event-stream; charset=utf-8, */*;q=0.1"
            })
    void aSubscriptionStreamsIfEventStreamsAreAcceptedAndAQueryIsAnsweredOnce(String accept) {
        try (LiveEvents events =
                LiveEvents.of(api, api.token("ada"), Map.of("Accept", accept), NUMBERS, Map.of("n", 2))) {
            assertThat(events.data().at("/numbers/number").asInt()).isEqualTo(1);
            assertThat(events.data().at("/numbers/number").asInt()).isEqualTo(2);
            assertThat(events.next().name()).isEqualTo("complete");
            assertThat(events.next().name()).isEqualTo("end");
        }
        var answer = api.as("ada").header("Accept", accept).ask(WHO);
        boolean events = !accept.contains("json") && !accept.contains("*/*");
        assertThat(answer.body()).startsWith(events ? "event:next" : "{\"data\"");
        var wrong = api.as("ada").header("Accept", accept).ask("subscription { nothing }");
        assertThat(wrong.body()).contains("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void noProxyBuffersOrCachesAStream() {
        for (String accept : List.of("text/event-stream", "application/json, text/event-stream")) {
            try (LiveEvents events =
                    LiveEvents.of(api, api.token("ada"), Map.of("Accept", accept), NUMBERS, Map.of("n", 1))) {
                assertThat(events.headers().allValues("X-Accel-Buffering")).containsExactly("no");
                assertThat(events.headers().allValues("Cache-Control")).containsExactly("no-store");
                assertThat(events.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/event-stream");
            }
        }
    }

    @Test
    void everyEventIsBatchedAndReadAgain() {
        String[] friends = IntStream.range(0, 20).mapToObj(i -> "friend" + i).toArray(String[]::new);
        world.friends("ada", friends);
        String query = "subscription { numbers(count: 3) { number users { handle relationship { isFriend "
                + "mutualFriendCount } } } }";
        for (int many : new int[] {1, 20}) {
            streams.people = IntStream.range(0, many)
                    .mapToObj(i -> world.number(friends[i]))
                    .toList();
            try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of("Mutuals-Proof", "1"))) {
                socket.subscribe("a", query);
                for (int event = 0; event < 3; event++) {
                    JsonNode next = socket.next();
                    assertThat(next.at("/payload/data/numbers/users").size()).isEqualTo(many);
                    assertThat(next.at("/payload/extensions/proof/neo4jQueries").asInt())
                            .as("%s people, event %s: %s", many, event, next.at("/payload/extensions"))
                            .isEqualTo(3);
                }
            }
            try (LiveEvents events =
                    LiveEvents.of(api, api.token("ada"), Map.of("Mutuals-Proof", "1"), query, Map.of())) {
                for (int event = 0; event < 3; event++) {
                    JsonNode next = events.next().data();
                    assertThat(next.at("/data/numbers/users").size()).isEqualTo(many);
                    assertThat(next.at("/extensions/proof/neo4jQueries").asInt())
                            .isEqualTo(3);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"coded,UNAVAILABLE", "pulled,UNAVAILABLE", "any,INTERNAL_ERROR"})
    void aStreamThatFailsEndsWithACodedError(String how, String code) {
        String query = "subscription ($how: String!) { failing(how: $how) { number } }";
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", query, Map.of("how", how)).data();
            JsonNode error = socket.next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo(code);
            assertThat(error.at("/payload/0/extensions").has("incident")).isEqualTo(how.equals("any"));
            assertThat(error.toString()).doesNotMatch(INSIDE);
            knowsWho(socket);
        }
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), query, Map.of("how", how))) {
            events.data();
            LiveEvents.Event error = events.next();
            assertThat(error.name()).isEqualTo("next");
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.data().toString()).doesNotMatch(INSIDE);
            assertThat(events.next().name()).isEqualTo("complete");
        }
    }

    @Test
    void aFieldThatFailsInAnEventIsCodedAndTheStreamContinues() {
        String query = "subscription { numbers(count: 2) { number broken } }";
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", query);
            for (int event = 0; event < 2; event++) {
                JsonNode next = socket.next();
                assertThat(next.path("type").asString()).isEqualTo("next");
                assertThat(next.at("/payload/errors/0/extensions/code").asString())
                        .isEqualTo("INTERNAL_ERROR");
                assertThat(next.toString()).doesNotMatch(INSIDE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscription { failing(how: \"refused\") { number } } | INVALID_ARGUMENT",
                "subscription { | GRAPHQL_PARSE_FAILED",
                "subscription { nothing } | GRAPHQL_VALIDATION_FAILED",
                "subscription { numbers(count: 1) { number } failing(how: \"\") { number } } "
                        + "| GRAPHQL_VALIDATION_FAILED",
                "subscription { presence(userIds: []) { users { id } } } | INVALID_ARGUMENT",
                "subscription { presence(userIds: [\"x\"]) { users { id } } } | INVALID_ID",
                "{ viewer { friends(first: 100) { nodes { friends(first: 100) { nodes { "
                        + "friends(first: 100) { nodes { id } } } } } } } } | QUERY_TOO_LARGE",
                "{ node(id: \"x\") { id } viewer { user { id } } } | INVALID_ID"
            })
    void refusalsHaveTheSameCodeOnEveryTransport(String query, String code) {
        boolean partly = query.startsWith("{ node");
        try (LiveSocket socket = ada()) {
            JsonNode answer = socket.subscribe("a", query).next();
            assertThat(answer.path("type").asString()).isEqualTo(partly ? "next" : "error");
            JsonNode errors = partly ? answer.at("/payload/errors") : answer.path("payload");
            assertThat(errors.at("/0/extensions/code").asString())
                    .as("%s", answer)
                    .isEqualTo(code);
            assertThat(answer.toString()).doesNotMatch(INSIDE);
            if (partly) {
                socket.next();
            }
            knowsWho(socket);
        }
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), query, Map.of())) {
            LiveEvents.Event answer = events.next();
            assertThat(answer.code()).as("%s", answer).isEqualTo(code);
            assertThat(answer.data().toString()).doesNotMatch(INSIDE);
            assertThat(events.next().name()).isEqualTo("complete");
        }
    }

    @Test
    void aViewerWithoutBudgetIsRefusedOverASocketToo() {
        try (LiveSocket socket = ada()) {
            world.emptyBucket("mutuals:limit:{" + world.number("ada") + "}:cost");
            JsonNode answer = socket.subscribe(
                            "a",
                            "subscription { presence(userIds: [\"" + world.id("ben")
                                    + "\"]) { users { friends(first: 100) { nodes { friends(first: 90) { "
                                    + "nodes { id } } } } } } }")
                    .next();
            assertThat(answer.at("/payload/0/extensions/code").asString())
                    .as("%s", answer)
                    .isEqualTo("RATE_LIMITED");
            assertThat(answer.at("/payload/0/extensions").has("resetAt")).isTrue();
        }
    }

    @Test
    void aQueryOverASocketReportsItsCost() {
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ada"), Map.of("Mutuals-Proof", "1"))) {
            JsonNode answer = socket.subscribe("a", WHO).next();
            assertThat(answer.at("/payload/extensions/cost/requested").asInt()).isEqualTo(2);
            assertThat(answer.at("/payload/extensions/proof/neo4jQueries").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSubscriptionNeedsATransportThatCanCarryIt() {
        var answer = api.as("ada").ask(NUMBERS, Map.of("n", 3));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(streams.made).hasValue(0);
    }

    /** A field that may not be null ends the stream when it fails in one event, and its own code is lost. */
    @Test
    void everySubscriptionIsNullable() {
        assertThat(source.schema().getSubscriptionType().getFieldDefinitions())
                .noneMatch(field -> GraphQLTypeUtil.isNonNull(field.getType()));
    }

    private static void knowsWho(LiveSocket socket) {
        socket.subscribe("who", WHO);
        assertThat(socket.data().at("/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(socket.next().path("type").asString()).isEqualTo("complete");
    }

    private LiveSocket ada() {
        return LiveSocket.signedIn(api, api.token("ada"), Map.of());
    }
}
