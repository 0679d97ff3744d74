package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol of WebSockets, graphql-transport-ws, as raw clients meet it. */
@HastyServerTest
class SocketProtocolTest {

    private static final String WHO = "{ viewer { user { handle } } }";

    private final Api api;
    private final World world;

    SocketProtocolTest(Api api, World world) {
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
    void whatIsNoMessageIsClosedWith4400(String text) {
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
    void whatIsNoOperationIsClosedWith4400(String text) {
        try (LiveSocket socket = ada()) {
            assertThat(socket.say(text).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void bytesAreClosedWith4400() {
        try (LiveSocket socket = ada()) {
            assertThat(socket.say(new byte[] {1, 2, 3}).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void whoSubscribesBeforeTheAckIsClosedWith4401() {
        try (LiveSocket socket = LiveSocket.connect(api)) {
            assertThat(socket.subscribe("a", WHO).closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aBadTokenOrNoneIsClosedWith4403() {
        Map<String, String> good = Map.of("Authorization", "Bearer " + api.token("ada"));
        for (Map<String, ?> payload : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("Authorization", "Bearer "),
                Map.of("Authorization", "Bearer nonsense"),
                Map.of("Authorization", 7),
                Map.of("token", LocalTokens.mint(1, Duration.ofHours(-1))),
                Map.of("token", LocalTokens.mint("1", Duration.ofHours(1))))) {
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
    void theTokenComesInTheHeaderOrInTheFirstMessageByAnyOfItsNames() {
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
    void aBadHeaderIsRefusedBeforeTheSocketOpensAndPlainRequestsStillNeedAToken() {
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
    void whoBringsNoTokenInTimeIsClosedWith4408() {
        try (LiveSocket socket = LiveSocket.connect(api)) {
            assertThat(socket.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void aSecondOperationOfTheSameIdIsClosedWith4409() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }");
            socket.next();
            assertThat(socket.subscribe("a", WHO).closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void anIdIsFreeAsSoonAsItsOperationIsTold() {
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
    void nothingIsToldOfAnOperationThatItsClientEndedAndBeganAnew() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", "subscription { numbers(count: 2000000000) { number } }")
                    .data();
            socket.say(Map.of("type", "complete", "id", "a"));
            socket.subscribe("b", WHO);
            while (!socket.next().path("id").asString().equals("b")) {
                // What had been sent of the first one.
            }
            assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            assertThat(socket.poll(Duration.ofMillis(200))).isNull();
        }
    }

    @Test
    void aSecondInitIsClosedWith4429() {
        try (LiveSocket socket = ada()) {
            assertThat(socket.say(Map.of("type", "connection_init")).closeCode())
                    .isEqualTo(4429);
        }
    }

    @Test
    void anotherProtocolIsClosedWith4406() {
        try (LiveSocket socket = LiveSocket.connect(api, null, Map.of())) {
            assertThat(socket.closeCode()).isEqualTo(4406);
        }
    }

    @Test
    void aMessageOfMoreThan64KilobytesIsClosedWith1009AndOneBelowIsRead() {
        try (LiveSocket socket = ada()) {
            socket.subscribe("a", WHO + " ".repeat(60_000));
            assertThat(socket.data().at("/viewer/user/handle").asString()).isEqualTo("ada");
            assertThat(socket.subscribe("b", WHO + " ".repeat(70_000)).closeCode())
                    .isEqualTo(1009);
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
