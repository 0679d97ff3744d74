package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket protocol graphql-transport-ws, as raw clients see it. */
@HastyServerTest
class SocketProtocolTest {

    private static final String WHO = "{ viewer { user { handle } } }";

    private final Api api;
    private final World world;
    private final SocketSlots slots;

    SocketProtocolTest(Api api, World world, SocketSlots slots) {
        this.slots = slots;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "1",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"launch\"}",
                "{\"type\":\"connection_init\",\"payload\":1}",
                "{\"type\":\"connection_terminate\"}"
            })
    void anInvalidMessageClosesWith4400(String text) {
        try (LiveSocket socket = LiveSocket.connect(api)) {
            assertThat(socket.say(text).closeCode()).isEqualTo(4400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ __typename }\"}}",
                "{\"type\":\"subscribe\",\"id\":7,\"payload\":{\"query\":\"{ __typename }\"}}",
                "{\"type\":\"subscribe\",\"id\":\"a\"}",
                "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{}}",
                "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":1}}",
                "{\"type\":\"complete\"}"
            })
    void anInvalidOperationClosesWith4400(String text) {
        try (LiveSocket socket = ada()) {
            assertThat(socket.say(text).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aBinaryMessageClosesWith4400() {
        try (LiveSocket socket = ada()) {
            assertThat(socket.say(new byte[] {1, 2, 3}).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aSubscribeBeforeTheAckClosesWith4401() {
        try (LiveSocket socket = LiveSocket.connect(api)) {
            assertThat(socket.subscribe("a", WHO).closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void anInvalidOrMissingTokenClosesWith4403() {
        Map<String, String> good = Map.of("Authorization", "Bearer " + api.token("ada"));
        for (Map<String, ?> payload : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("Authorization", "Bearer "),
                Map.of("Authorization", "Bearer nonsense"),
                Map.of("Authorization", 7),
                Map.of("token", LocalTokens.mint(1, Duration.ofHours(-1))),
                Map.of("token", LocalTokens.mintWithoutExpiry(1)),
                Map.of("token", LocalTokens.mint(" ", Duration.ofHours(1))))) {
            try (LiveSocket socket = LiveSocket.connect(api)) {
                socket.say(Map.of("type", "connection_init", "payload", payload));
                assertThat(socket.closeCode()).as("%s", payload).isEqualTo(4403);
            }
        }
        try (LiveSocket socket = LiveSocket.connect(api, "graphql-transport-ws", good)) {
            socket.say(Map.of("type", "connection_init", "payload", Map.of("token", "nonsense")));
            assertThat(socket.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void theTokenIsReadFromTheHeaderOrFromAnyOfItsFieldsInTheFirstMessage() {
        String token = api.token("ada");
        for (Map<String, String> payload : List.of(
                Map.of("Authorization", "Bearer " + token),
                Map.of("authorization", "bearer " + token),
                Map.of("token", token))) {
            try (LiveSocket socket = LiveSocket.connect(api)) {
                socket.say(Map.of("type", "connection_init", "payload", payload));
                knowsAda(socket);
            }
        }
        try (LiveSocket socket =
                LiveSocket.connect(api, "graphql-transport-ws", Map.of("Authorization", "Bearer " + token))) {
            socket.say(Map.of("type", "connection_init"));
            knowsAda(socket);
        }
    }

    private void knowsAda(LiveSocket socket) {
        assertThat(socket.next().path("type").asString()).isEqualTo("connection_ack");
        assertThat(socket.subscribe("a", WHO).data().at("/viewer/user/handle").asString())
                .isEqualTo("ada");
        assertThat(socket.next().path("type").asString()).isEqualTo("complete");
    }

    @Test
    void anInvalidHeaderIsRefusedBeforeTheSocketOpensAndPlainRequestsStillNeedAToken() {
        assertThatThrownBy(() ->
                        LiveSocket.connect(api, "graphql-transport-ws", Map.of("Authorization", "Bearer nonsense")))
                .hasStackTraceContaining("401");
        assertThat(api.with(null).get("/graphql").status()).isEqualTo(401);
        assertThat(api.with(null).ask("{ __typename }").status()).isEqualTo(401);
        assertThat(api.with(null)
                        .header("Accept", "text/event-stream")
                        .ask("{ __typename }")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aMissingInitClosesWith4408() {
        try (LiveSocket socket = LiveSocket.connect(api)) {
            assertThat(socket.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void aSecondOperationWithTheSameIdClosesWith4409() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }");
            socket.next();
            assertThat(socket.subscribe("a", WHO).closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void anIdIsFreeAsSoonAsTheResultIsReceived() {
        try (LiveSocket socket = ada()) {
            for (int time = 0; time < 1_000; time++) {
                knowsWho(socket);
            }
            for (int time = 0; time < 100; time++) {
                socket.subscribe("who", "{ nothing }");
                assertThat(socket.next().path("type").asString()).isEqualTo("error");
            }
        }
    }

    @Test
    void noEventsArriveOfAnOperationThatItsClientCompletedAndRestarted() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", "subscription { numbers(count: 2000000000) { number } }")
                    .data();
            socket.say(Map.of("type", "complete", "id", "a"));
            socket.subscribe("b", WHO);
            while (!socket.next().path("id").asString().equals("b")) {
                // Events of the first operation that had already been sent.
            }
            assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            assertThat(socket.poll(Duration.ofMillis(200))).isNull();
        }
    }

    @Test
    void aSecondInitClosesWith4429() {
        try (LiveSocket socket = ada()) {
            assertThat(socket.say(Map.of("type", "connection_init")).closeCode())
                    .isEqualTo(4429);
        }
    }

    @Test
    void anotherProtocolClosesWith4406() {
        try (LiveSocket socket = LiveSocket.connect(api, null, Map.of())) {
            assertThat(socket.closeCode()).isEqualTo(4406);
        }
    }

    @Test
    void aMessageOfMoreThan64KilobytesClosesWith1009AndASmallerOneIsRead() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", WHO + " ".repeat(60_000));
            assertThat(socket.data().at("/viewer/user/handle").asString()).isEqualTo("ada");
            assertThat(socket.subscribe("b", WHO + " ".repeat(70_000)).closeCode())
                    .isEqualTo(1009);
        }
    }

    @Test
    void aMessageInPartsIsReadAsOneAndHasTheSameLimit() {
        String message = "{\"id\":\"parts\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ viewer { user { "
                + "handle } } } # ü€💥\"}}";
        try (LiveSocket socket = ada()) {
            for (int round = 0; round < 2; round++) {
                socket.sayInParts(message, 7);
                assertThat(socket.data().at("/viewer/user/handle").asString()).isEqualTo("ada");
                assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            }
            socket.sayInParts("{" + " ".repeat(70_000), 10_000);
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    /** A sliding window for each socket would take some 300 KB of native memory, and browsers always offer it. */
    @Test
    void compressionIsNotNegotiated() throws IOException {
        String answer = handshake("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }

    @Test
    void aSocketBeyondTheLimitOfAnAddressIsRefusedWithACodedErrorUntilAnotherCloses() throws IOException {
        List<SocketSlots.Slot> taken = new ArrayList<>();
        while (slots.take("127.0.0.1") instanceof SocketSlots.Slot slot) {
            taken.add(slot);
        }
        int known = slots.taken();
        try {
            refusedWhileFull(taken.size());
        } finally {
            taken.forEach(SocketSlots.Slot::close);
        }
        assertThat(handshake("Sec-WebSocket-Version: 7")).startsWith("HTTP/1.1 4");
        assertThat(handshake("X-Nothing: true")).startsWith("HTTP/1.1 101");
        await().until(() -> slots.taken() <= known - taken.size());
    }

    private void refusedWhileFull(int taken) throws IOException {
        assertThat(taken).isBetween(50, 100);
        String refused = handshake("X-Nothing: true");
        assertThat(refused)
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("Retry-After: 5")
                .contains("\"RATE_LIMITED\"", "\"uninitialisedPerAddress\"");
        String elsewhere = handshake("X-Forwarded-For: 203.0.113.7");
        assertThat(elsewhere).as("a client behind a trusted proxy").startsWith("HTTP/1.1 101");
    }

    @Test
    void aSignedInSocketNoLongerCountsAsUninitialised() {
        await().until(() -> slots.uninitialised() == 0);
        try (LiveSocket ada = ada();
                LiveSocket uninitialised = LiveSocket.connect(api)) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> slots.uninitialised() == 1);
            assertThat(uninitialised.closeCode()).isEqualTo(4408);
            assertThat(ada.isOpen()).isTrue();
        }
        await().until(() -> slots.uninitialised() == 0);
    }

    /** Returns the server's answer to a handshake, and closes the connection. */
    private String handshake(String header) throws IOException {
        try (java.net.Socket connection =
                new java.net.Socket(api.address().getHost(), api.address().getPort())) {
            connection.setSoTimeout(5_000);
            String version = header.startsWith("Sec-WebSocket-Version") ? "" : "Sec-WebSocket-Version: 13\r\n";
            connection
                    .getOutputStream()
                    .write(("GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + version
                                    + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n" + header + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4_096];
            int read = 0;
            String text = "";
            while (!text.contains("\r\n\r\n") || (text.startsWith("HTTP/1.1 429") && !text.contains("]}"))) {
                int more = connection.getInputStream().read(answer, read, answer.length - read);
                if (more < 0) {
                    break;
                }
                read += more;
                text = new String(answer, 0, read, StandardCharsets.UTF_8);
            }
            return text;
        }
    }

    @Test
    void pagesOfOtherOriginsCannotConnect() {
        assertThatThrownBy(() ->
                        LiveSocket.connect(api, "graphql-transport-ws", Map.of("Origin", "https://elsewhere.example")))
                .hasStackTraceContaining("403");
    }

    @Test
    void pingIsAnsweredWithPong() {
        try (LiveSocket socket = LiveSocket.connect(api)) {
            assertThat(socket.say(Map.of("type", "ping")).next().toString()).isEqualTo("{\"type\":\"pong\"}");
        }
        try (LiveSocket socket = ada()) {
            socket.say(Map.of("type", "ping", "payload", Map.of("at", 7)));
            assertThat(socket.next().at("/payload/at").asInt()).isEqualTo(7);
            socket.say(Map.of("type", "ping", "payload", Map.of("at", "x".repeat(1_024))));
            assertThat(socket.next().toString()).isEqualTo("{\"type\":\"pong\"}");
            socket.say(Map.of("type", "pong"));
            knowsWho(socket);
        }
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
