package io.mutuals.friend;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changes the relationships of a few users from fifty clients at once. */
@MutualsTest
@TakesLong
class ConcurrentChangesTest {

    private static final int CLIENTS = 50;
    private static final int CHANGES_EACH = 8;
    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo");
    private static final List<String> MUTATIONS = List.of(
            "sendFriendRequest",
            "sendFriendRequest",
            "acceptFriendRequest",
            "acceptFriendRequest",
            "declineFriendRequest",
            "cancelFriendRequest",
            "unfriend",
            "blockUser",
            "unblockUser",
            "unblockUser");

    private final Api api;
    private final World world;

    ConcurrentChangesTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @Test
    void concurrentChangesLeaveOneFriendshipOrOneRequestOrBlocksBetweenTwoUsers() throws Exception {
        world.clear();
        world.people(PEOPLE.toArray(String[]::new));
        try (var threads =
                Executors.newFixedThreadPool(CLIENTS, Thread.ofVirtual().factory())) {
            List<Callable<List<JsonNode>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(client);
                clients.add(() -> {
                    List<JsonNode> payloads = new ArrayList<>();
                    for (int change = 0; change < CHANGES_EACH; change++) {
                        int from = random.nextInt(PEOPLE.size());
                        int to = (from + 1 + random.nextInt(PEOPLE.size() - 1)) % PEOPLE.size();
                        payloads.add(does(
                                api.as(PEOPLE.get(from)),
                                MUTATIONS.get(random.nextInt(MUTATIONS.size())),
                                world.id(PEOPLE.get(to))));
                    }
                    return payloads;
                });
            }
            for (var outcome : threads.invokeAll(clients)) {
                assertThat(outcome.get()).hasSize(CHANGES_EACH);
            }
        }
        assertThat(world.values("""
                        MATCH (a:User) MATCH (b:User) WHERE a.id < b.id
                        WITH COUNT { (a)-[:FRIENDS_WITH]-(b) } AS friendships,
                          COUNT { (a)-[:REQUESTED]-(b) } AS requests, COUNT { (a)-[:BLOCKED]-(b) } AS blocks
                        WHERE friendships > 1 OR requests > 1 OR friendships + requests > 1
                          OR (blocks > 0 AND friendships + requests > 0)
                        RETURN [friendships, requests, blocks]
                        """)).isEmpty();
        assertThat(world.values("MATCH (a)-[:FRIENDS_WITH]->(b) WHERE a.id >= b.id RETURN a.id"))
                .isEmpty();
    }

    @Test
    void acceptingFromManyDevicesFormsOneFriendship() throws Exception {
        world.clear();
        world.request("ada", "ben", "hi");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> devices = new ArrayList<>();
            for (int device = 0; device < CLIENTS; device++) {
                devices.add(() -> does(api.as("ben"), "acceptFriendRequest", world.id("ada")));
            }
            for (var outcome : threads.invokeAll(devices)) {
                assertThat(outcome.get().at("/relationship/isFriend").asBoolean())
                        .isTrue();
                assertThat(outcome.get().path("userErrors").isEmpty()).isTrue();
            }
        }
        assertThat(world.values("MATCH ()-[f:FRIENDS_WITH|REQUESTED]->() RETURN type(f)"))
                .containsExactly("FRIENDS_WITH");
    }
}
