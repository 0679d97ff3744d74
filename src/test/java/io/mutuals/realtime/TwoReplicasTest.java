package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.Replica;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Presence on two replicas, one of which stops. */
@MutualsTest
@TakesLong
class TwoReplicasTest {

    private static final String WATCH =
            "subscription ($ids: [ID!]!) { presence(userIds: $ids) { users { handle presence { state } } } }";

    private static Replica second;

    private final Api api;
    private final World world;
    private final Hints hints;

    TwoReplicasTest(Api api, World world, Hints hints) {
        this.api = api;
        this.world = world;
        this.hints = hints;
    }

    @BeforeAll
    static void startTheOther() {
        second = Replica.start("mutuals.api.drain=2s");
    }

    @AfterAll
    static void stopTheOther() {
        second.close();
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        await().until(hints::isListening);
    }

    @Test
    void presenceOfOneReplicaIsVisibleOnTheOtherAndAStoppingReplicaWithdrawsItsUsers() throws Exception {
        try (LiveSocket ada = LiveSocket.signedIn(api, token("ada"), Map.of());
                LiveSocket ben = LiveSocket.signedIn(second.address(), token("ben"), Map.of());
                LiveEvents _ = LiveEvents.of(api, token("ada"), WATCH, ids("ben"))) {
            ada.subscribe("w", WATCH, ids("ben"));
            await().until(() -> state(ada.data()).equals("ONLINE"));
            ben.subscribe(
                    "m", "mutation { updatePrivacySettings(input: {showPresence: false}) { userErrors { code } } }");
            assertThat(state(ada.data())).isEqualTo("null");
            assertThat(ben.next().path("type").asString()).isEqualTo("next");
            assertThat(ben.next().path("type").asString()).isEqualTo("complete");
            ben.subscribe(
                    "n", "mutation { updatePrivacySettings(input: {showPresence: true}) { userErrors { code } } }");
            assertThat(state(ada.data())).isEqualTo("ONLINE");

            long stopped = System.nanoTime();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(second::close);
            await().until(() -> get("/actuator/health/readiness").statusCode() == 503);
            assertThat(get("/actuator/health/liveness"))
                    .as("requests are answered, and connections end with the answer")
                    .matches(answer -> answer.statusCode() == 200)
                    .matches(answer -> answer.headers().firstValue("connection").equals(Optional.of("close")));
            stopping.join();
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(15));
            assertThat(ben.closeCode()).isEqualTo(1001);
            assertThat(state(ada.data())).isEqualTo("OFFLINE");
        }
    }

    private static HttpResponse<Void> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(second.address().resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private static String state(JsonNode data) {
        return data.at("/presence/users/0/presence/state").asString("null");
    }

    private Map<String, ?> ids(String handle) {
        return Map.of("ids", new String[] {world.id(handle)});
    }

    private String token(String handle) {
        return LocalTokens.mint(world.number(handle));
    }
}
