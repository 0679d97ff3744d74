package io.mutuals.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import tools.jackson.databind.JsonNode;

@HastyServerTest
class PresenceApiTest {

    private static final String WATCH =
            "subscription ($ids: [ID!]!) { presence(userIds: $ids) { users { handle presence { state "
                    + "lastActiveAt } } } }";

    /** A stream polls three times as rarely while hints arrive. */
    private static final Duration SEVERAL_LOOKS = Duration.ofMillis(1_500);

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final UnifiedJedis redis;

    PresenceApiTest(Api api, World world, TestClock clock, UnifiedJedis redis) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.redis = redis;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dora");
    }

    @Test
    void aFriendIsOnlineWhileConnectedAndStreamsReportItAtOnce() {
        try (LiveSocket ada = live("ada")) {
            ada.subscribe("w", WATCH, ids("ben", "cleo", "dora"));
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "OFFLINE", "cleo", "OFFLINE", "dora", "null"));
            LiveSocket phone = live("ben");
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "ONLINE"));
            LiveEvents laptop = LiveEvents.of(api, token("ben"), WATCH, ids("ada"));
            assertThat(states(laptop.data())).isEqualTo(Map.of("ada", "ONLINE"));
            phone.close();
            assertThat(ada.poll(SEVERAL_LOOKS)).isNull();
            laptop.close();
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "OFFLINE"));
            JsonNode later = presence("ada", "ben");
            assertThat(later.path("state").asString()).isEqualTo("OFFLINE");
            assertThat(later.path("lastActiveAt").asString()).startsWith("20");
        }
    }

    @Test
    void onlyFriendsSeePresenceAndOnlyWhileBothShowTheirs() {
        try (LiveSocket ben = live("ben");
                LiveSocket dora = live("dora")) {
            await().until(() ->
                    presence("ada", "ben").path("state").asString("").equals("ONLINE"));
            assertThat(presence("ada", "dora").isNull()).isTrue();
            assertThat(presence("dora", "dora").path("state").asString()).isEqualTo("ONLINE");
            for (String hiding : List.of("ada", "ben")) {
                show(hiding, false);
                assertThat(presence("ada", "ben").isNull()).as(hiding).isTrue();
                assertThat(presence("ben", "ada").isNull()).as(hiding).isTrue();
                show(hiding, true);
            }
            assertThat(presence("ada", "ben").path("state").asString()).isEqualTo("ONLINE");
            world.aged("ben", 12);
            assertThat(presence("ada", "ben").path("state").asString())
                    .as("an explicit choice stands")
                    .isEqualTo("ONLINE");
            world.aged("cleo", 12);
            assertThat(presence("ada", "cleo").isNull())
                    .as("under 16, without a choice")
                    .isTrue();
            assertThat(ben.isOpen() && dora.isOpen()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // closes in the middle
    void changesThatHideAUserReachTheirWatchers() {
        try (LiveSocket ada = live("ada");
                LiveSocket ben = live("ben");
                LiveSocket cleo = live("cleo")) {
            await().until(() ->
                    presence("ada", "cleo").path("state").asString("").equals("ONLINE")
                            && presence("ada", "ben").path("state").asString("").equals("ONLINE"));
            ada.subscribe("w", WATCH, ids("ben", "cleo"));
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "ONLINE", "cleo", "ONLINE"));
            show("ben", false);
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "null"));
            show("ben", true);
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "ONLINE"));
            FriendMutations.does(api.as("cleo"), "unfriend", world.id("ada"));
            assertThat(states(ada.data())).isEqualTo(Map.of("cleo", "null"));
            FriendMutations.does(api.as("ben"), "blockUser", world.id("ada"));
            ben.close();
            assertThat(ada.poll(SEVERAL_LOOKS))
                    .as("nothing about the user who blocks")
                    .isNull();
            assertThat(cleo.isOpen()).isTrue();
        }
    }

    @Test
    void aPageOfFriendsCostsOneMoreStatementAndCallAndAnEventOneOfEach() {
        world.friends("ada", IntStream.range(0, 20).mapToObj(i -> "f" + i).toArray(String[]::new));
        for (int many : new int[] {1, 20}) {
            var plain = api.as("ada")
                    .header("Mutuals-Proof", "1")
                    .ask("{ viewer { friends(first: %d) { nodes { handle } } } }".formatted(many));
            var answer = api.as("ada")
                    .header("Mutuals-Proof", "1")
                    .ask("{ viewer { friends(first: %d) { nodes { handle presence { state } } } } }".formatted(many));
            assertThat(answer.json()
                            .at("/data/viewer/friends/nodes/0/presence/state")
                            .asString())
                    .isEqualTo("OFFLINE");
            assertThat(answer.proof("neo4jQueries")).isEqualTo(plain.proof("neo4jQueries") + 1);
            assertThat(answer.proof("redisCalls")).isEqualTo(plain.proof("redisCalls") + 1);
            try (LiveSocket socket = LiveSocket.signedIn(api, token("ada"), Map.of("Mutuals-Proof", "1"))) {
                String[] watched =
                        IntStream.range(0, many).mapToObj(i -> "f" + i).toArray(String[]::new);
                JsonNode event = socket.subscribe("w", WATCH, ids(watched)).next();
                assertThat(event.at("/payload/data/presence/users").size()).isEqualTo(many);
                assertThat(event.at("/payload/extensions/proof/neo4jQueries").asInt())
                        .isEqualTo(1);
                assertThat(event.at("/payload/extensions/proof/redisCalls").asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @SuppressWarnings("try") // closes in the middle
    void reportsOfAKilledReplicaExpire() {
        String key = "mutuals:presence:{" + world.number("ben") + "}";
        redis.zadd(key, (double) (clock.millis() + 60_000), "a replica that is no more");
        try (LiveSocket ada = live("ada")) {
            ada.subscribe("w", WATCH, ids("ben"));
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "ONLINE"));
            clock.pass(Duration.ofSeconds(61));
            assertThat(states(ada.data())).isEqualTo(Map.of("ben", "OFFLINE"));
            try (LiveSocket ben = live("ben")) {
                assertThat(states(ada.data())).isEqualTo(Map.of("ben", "ONLINE"));
                redis.zadd(key, (double) (clock.millis() + 60_000), "another replica, with another device");
                ben.close();
                assertThat(ada.poll(SEVERAL_LOOKS)).isNull();
            }
        }
    }

    @Test
    void presenceIsReportedRepeatedly() {
        try (LiveSocket ben = live("ben")) {
            await().until(() ->
                    presence("ada", "ben").path("state").asString("").equals("ONLINE"));
            redis.flushAll();
            await().until(() ->
                    presence("ada", "ben").path("state").asString("").equals("ONLINE"));
            assertThat(ben.isOpen()).isTrue();
        }
    }

    private JsonNode presence(String viewer, String user) {
        return api.as(viewer)
                .data("{ user(by: {id: \"%s\"}) { presence { state lastActiveAt } } }".formatted(world.id(user)))
                .at("/user/presence");
    }

    private void show(String handle, boolean presence) {
        assertThat(api.as(handle)
                        .data("mutation { updatePrivacySettings(input: {showPresence: " + presence
                                + "}) { settings { showPresence } userErrors { code } } }")
                        .at("/updatePrivacySettings/settings/showPresence")
                        .asBoolean())
                .isEqualTo(presence);
    }

    private static Map<String, String> states(JsonNode data) {
        Map<String, String> states = new TreeMap<>();
        data.at("/presence/users")
                .forEach(user -> states.put(
                        user.path("handle").asString(),
                        user.at("/presence/state").asString("null")));
        return states;
    }

    private Map<String, List<String>> ids(String... handles) {
        return Map.of("ids", java.util.Arrays.stream(handles).map(world::id).toList());
    }

    private LiveSocket live(String handle) {
        return LiveSocket.signedIn(api, token(handle), Map.of());
    }

    private String token(String handle) {
        return LocalTokens.mint(world.number(handle));
    }
}
