package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.schema.GraphQLTypeUtil;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Both live transports, as raw clients see them. */
@HastyServerTest
@ExtendWith(OutputCaptureExtension.class)
class TransportTest {

    private static final String INSIDE =
            "(?is).*(exception|io\\.mutuals|graphql\\.|java\\.|org\\.|MATCH \\(|UNWIND|neo4j|localhost).*";
    private static final String WHO = "{ viewer { user { handle } } }";
    private static final String NUMBERS = "subscription ($n: Int!) { numbers(count: $n) { number } }";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final TestStreams streams;
    private final GraphQlSource source;
    private final ConnectedViewers connected;
    private final MeterRegistry metrics;

    TransportTest(
            Api api,
            World world,
            TestClock clock,
            TestStreams streams,
            GraphQlSource source,
            ConnectedViewers connected,
            MeterRegistry metrics) {
        this.metrics = metrics;
        this.source = source;
        this.connected = connected;
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.streams = streams;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        streams.forget();
        streams.people = List.of();
    }

    @Test
    void theTwentyFirstOperationIsRefusedAndTheSocketStaysOpen() {
        String watch = "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }";
        try (LiveSocket socket = ada()) {
            for (int i = 0; i < 20; i++) {
                socket.subscribe("s" + i, watch);
                socket.data();
            }
            JsonNode refusal = socket.subscribe("one too many", watch).next();
            assertThat(refusal.path("type").asString()).isEqualTo("error");
            assertThat(refusal.path("id").asString()).isEqualTo("one too many");
            assertThat(refusal.at("/payload/0/extensions/code").asString()).isEqualTo("RATE_LIMITED");
            assertThat(refusal.at("/payload/0/extensions/maximum").asInt()).isEqualTo(20);
            socket.say(Map.of("type", "complete", "id", "s3"));
            socket.subscribe("another", watch);
            assertThat(socket.next().path("id").asString()).isEqualTo("another");
        }
    }

    @Test
    void operationsOfOneSocketStartAFewAtATimeAndAllOfThemHaveTheirTurn() {
        try (LiveSocket socket = ada()) {
            for (int i = 0; i < 20; i++) {
                socket.subscribe("s" + i, "subscription { late(millis: 100) { number } }");
            }
            // A waiting operation that is completed never starts.
            socket.say(Map.of("type", "complete", "id", "s19"));
            for (int told = 0; told < 2 * 19; told++) {
                assertThat(socket.next().path("type").asString()).isIn("next", "complete");
            }
            knowsWho(socket);
        }
        assertThat(streams.mostBeginning.get()).isBetween(1, 8);
    }

    @ParameterizedTest
    @CsvSource({
        "query,holds its thread",
        "query,later",
        "query,fails later",
        "mutation,holds its thread",
        "mutation,later"
    })
    void afterTheDeadlineTheAnswerIsUnavailableAtOnceAndNotAnIncident(String kind, String how, CapturedOutput output)
            throws InterruptedException {
        double before = metrics.counter("mutuals.request.late").count();
        String field = kind.equals("query") ? "slow" : "slowly";
        long asked = System.nanoTime();
        var answer = api.as("ada")
                .ask(
                        kind + " ($how: String!) { a: " + field + "(how: $how, millis: 5500) b: " + field
                                + "(how: $how, millis: 5500) }",
                        Map.of("how", how));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isBetween(Duration.ofSeconds(3), Duration.ofMillis(5_400));
        assertThat(answer.code()).as(answer.body()).isEqualTo("UNAVAILABLE");
        assertThat(metrics.counter("mutuals.request.late").count()).isEqualTo(before + 1);
        if (how.equals("fails later")) {
            await().untilAsserted(() -> assertThat(output.getAll()).contains("the field /b failed"));
        } else {
            Thread.sleep(Duration.ofSeconds(6).minusNanos(System.nanoTime() - asked));
            // Other tests run beside this one and log incidents of their own.
            assertThat(output.getAll().lines())
                    .noneMatch(line -> line.contains("Incident") && line.matches(".*the field /[ab]\\b.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream, application/json;q=0.9",
                "application/json,text/event-stream",
                "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed",
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
    void anEventStreamIsReleasedWithinTwoSecondsOfItsClientClosingIt() {
        String watch =
                "subscription { presence(userIds: [\"" + world.id("ada") + "\"]) { users { presence { state } } } }";
        String friend =
                "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { presence { state } } } }";
        await().until(() -> !connected.isConnected(world.number("ada")));
        try (LiveSocket ben = LiveSocket.signedIn(api, api.token("ben"), Map.of())) {
            ben.subscribe("w", watch).data();
            List<LiveEvents> streams = IntStream.range(0, 20)
                    .mapToObj(i -> LiveEvents.of(api, api.token("ada"), friend, Map.of()))
                    .toList();
            streams.forEach(LiveEvents::data);
            assertThat(ben.data().toString()).contains("ONLINE");
            streams.forEach(LiveEvents::close);
            long closed = System.nanoTime();
            assertThat(ben.data().toString()).contains("OFFLINE");
            assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(10));
            assertThat(connected.isConnected(world.number("ada"))).isFalse();
        }
    }

    @Test
    void oneViewerHasAtMostTwentyConnections() {
        // The server notices a moment later than the clients of earlier tests that they have disconnected.
        await().until(() -> !connected.isConnected(world.number("ada")));
        var sockets = IntStream.range(0, 20).mapToObj(i -> ada()).toList();
        try (LiveSocket extra = LiveSocket.connect(api)) {
            extra.say(Map.of("type", "connection_init", "payload", Map.of("token", api.token("ada"))));
            assertThat(extra.closeCode()).isEqualTo(1013);
            try (LiveEvents events = LiveEvents.of(api, api.token("ada"), NUMBERS, Map.of("n", 1))) {
                assertThat(events.next().code()).isEqualTo("RATE_LIMITED");
                assertThat(events.next().name()).isEqualTo("complete");
            }
            try (LiveSocket ben = LiveSocket.signedIn(api, api.token("ben"), Map.of())) {
                assertThat(ben.isOpen()).isTrue();
            }
        } finally {
            sockets.forEach(LiveSocket::close);
        }
        await().untilAsserted(() -> {
            try (LiveSocket again = LiveSocket.connect(api)) {
                again.say(Map.of("type", "connection_init", "payload", Map.of("token", api.token("ada"))));
                assertThat(again.next().path("type").asString()).isEqualTo("connection_ack");
            }
        });
    }

    @Test
    void everySourceIsAskedForASingleEventAtATime() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", NUMBERS, Map.of("n", 50));
            for (int number = 1; number <= 50; number++) {
                assertThat(socket.data().at("/numbers/number").asInt()).isEqualTo(number);
            }
            assertThat(socket.next().path("type").asString()).isEqualTo("complete");
        }
        assertThat(streams.asked()).hasSizeBetween(50, 51).containsOnly(1L);
        streams.forget();
        try (LiveEvents events = LiveEvents.of(api, api.token("ada"), NUMBERS, Map.of("n", 50))) {
            for (int number = 1; number <= 50; number++) {
                assertThat(events.data().at("/numbers/number").asInt()).isEqualTo(number);
            }
            assertThat(events.next().name()).isEqualTo("complete");
            assertThat(events.next().name()).isEqualTo("end");
        }
        assertThat(streams.asked()).hasSizeBetween(50, 51).containsOnly(1L);
    }

    @Test
    void completeEndsTheStreamAtItsSource() {
        String watch = "subscription { numbers(count: 2000000000) { number } }";
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", watch).next();
            socket.say(Map.of("type", "complete", "id", "a"));
            await().until(() -> streams.cancelled.get() == 1);
            socket.subscribe("b", watch);
            while (!socket.next().path("id").asString().equals("b")) {
                // Events of the first operation that had already been sent.
            }
        }
        await().until(() -> streams.cancelled.get() == 2);
    }

    @Test
    void everyEventIsBatchedAndReadAgain() {
        String[] friends = IntStream.range(0, 20).mapToObj(i -> "friend" + i).toArray(String[]::new);
        world.friends("ada", friends);
        String query =
                "subscription { numbers(count: 3) { number users { handle relationship { isFriend mutualFriendCount } } } }";
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
                "subscription { numbers(count: 1) { number } failing(how: \"\") { number } } | GRAPHQL_VALIDATION_FAILED",
                "subscription { presence(userIds: []) { users { id } } } | INVALID_ARGUMENT",
                "subscription { presence(userIds: [\"x\"]) { users { id } } } | INVALID_ID",
                "{ viewer { friends(first: 100) { nodes { friends(first: 100) { nodes { friends(first: 100) { nodes { id } } } } } } } } | QUERY_TOO_LARGE",
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
                                    + "\"]) { users { friends(first: 100) { nodes { friends(first: 90) { nodes { id } } } } } } }")
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

    @Test
    void anExpiredTokenClosesTheSocketWith4403AndEndsTheEventStream() {
        String query = "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }";
        String token = LocalTokens.mint(world.number("ada"), Duration.ofMinutes(10));
        try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of());
                LiveSocket other = ada();
                LiveEvents events = LiveEvents.of(api, token, query, Map.of())) {
            socket.subscribe("a", query).data();
            events.data();
            clock.pass(Duration.ofMinutes(10).plusSeconds(30));
            assertThat(socket.subscribe("b", query).data())
                    .as("within the skew of clocks")
                    .isNotNull();
            clock.pass(Duration.ofSeconds(31));
            long passed = System.nanoTime();
            assertThat(socket.closeCode()).isEqualTo(4403);
            LiveEvents.Event last = events.next();
            assertThat(Duration.ofNanos(System.nanoTime() - passed)).isLessThan(Duration.ofSeconds(5));
            assertThat(last.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(events.next().name()).isEqualTo("complete");
            assertThat(events.next().name()).isEqualTo("end");
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void theDeadlineOfARequestEndsNoStreamAndIdleConnectionsAreKeptAlive() {
        String query = "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }";
        try (LiveSocket socket = ada();
                LiveEvents events = LiveEvents.of(api, api.token("ada"), query, Map.of())) {
            socket.subscribe("a", query).data();
            events.data();
            long began = System.nanoTime();
            while (Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(5)) < 0) {
                assertThat(events.poll().name()).isEqualTo("comment");
            }
            assertThat(socket.isOpen()).isTrue();
            knowsWho(socket);
        }
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
