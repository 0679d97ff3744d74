package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How much live connections may hold, and that they give it back when they end. */
@HastyServerTest
class LiveLimitsTest {

    private static final String WHO = "{ viewer { user { handle } } }";
    private static final String NUMBERS = "subscription ($n: Int!) { numbers(count: $n) { number } }";

    private final Api api;
    private final World world;
    private final TestStreams streams;
    private final ConnectedViewers connected;

    LiveLimitsTest(Api api, World world, TestStreams streams, ConnectedViewers connected) {
        this.connected = connected;
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

    @Test
    void anEventStreamIsReleasedSoonAfterItsClientClosesIt() {
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

    private static void knowsWho(LiveSocket socket) {
        socket.subscribe("who", WHO);
        assertThat(socket.data().at("/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(socket.next().path("type").asString()).isEqualTo("complete");
    }

    private LiveSocket ada() {
        return LiveSocket.signedIn(api, api.token("ada"), Map.of());
    }
}
