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
import java.time.Duration;
import java.util.Map;
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
        second = Replica.start();
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
    void presenceOfOneReplicaIsVisibleOnTheOtherAndAStoppingReplicaWithdrawsItsUsers() {
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
            second.close();
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(15));
            assertThat(ben.closeCode()).isEqualTo(1001);
            assertThat(state(ada.data())).isEqualTo("OFFLINE");
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
