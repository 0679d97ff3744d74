package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.GraphDatabase;
import org.springframework.boot.DefaultApplicationArguments;

/** The server while Neo4j or Redis fails or hangs. */
@ProxiedTest
class DegradingTest {

    private static final String WHO = "{ viewer { user { handle } friends(first: 5) { nodes { handle } } } }";
    private static final String SUGGESTED = "{ viewer { peopleYouMayKnow(first: 5) "
            + "{ nodes { user { handle } reason { ... on MutualFriendsReason { count } } } snapshot { cache } } } }";

    private final Api api;
    private final World world;
    private final WarmUp warmUp;

    DegradingTest(Api api, World world, WarmUp warmUp) {
        this.warmUp = warmUp;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").friends("ben", "dario").friends("cleo", "dario");
        for (String query : List.of(WHO, SUGGESTED)) {
            await().until(() -> api.as("ada").ask(query).code().isEmpty());
        }
    }

    @AfterEach
    void flowAgain() {
        Lane.SECOND.neo4jProxy().flow();
        Lane.SECOND.redisProxy().flow();
        await().until(() -> api.as("ada").ask(WHO).code().isEmpty());
    }

    @Test
    void requestsFailFastWhileNeo4jIsCutOffAndRecoverAfterwards() {
        Lane.SECOND.neo4jProxy().cut();
        assertAllRefusedWithin(Duration.ofSeconds(8));
        Lane.SECOND.neo4jProxy().flow();
        await().untilAsserted(() -> assertThat(
                        api.as("ada").data(WHO).at("/viewer/user/handle").asString())
                .isEqualTo("ada"));
    }

    @Test
    void noRequestWaitsForeverWhileNeo4jIsSilent() {
        Lane.SECOND.neo4jProxy().hold();
        assertAllRefusedWithin(Duration.ofSeconds(20));
        Lane.SECOND.neo4jProxy().flow();
        await().untilAsserted(() -> assertThat(
                        api.as("ada").data(WHO).at("/viewer/user/handle").asString())
                .isEqualTo("ada"));
    }

    @Test
    void whileNeo4jIsAwayTheServerDoesNotBecomeReadyAndAfterwardsItDoes() throws Exception {
        world.direct(7002, "ada", "ben");
        Lane.SECOND.neo4jProxy().cut();
        Thread starting = Thread.ofVirtual().start(() -> {
            try {
                warmUp.run(new DefaultApplicationArguments());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(starting.join(Duration.ofSeconds(4))).as("warmed").isFalse();
        Lane.SECOND.neo4jProxy().flow();
        assertThat(starting.join(Duration.ofSeconds(40))).as("warmed").isTrue();
    }

    @Test
    void onlyRequestsForALockedUserAreUnavailable() throws Exception {
        String ask = "mutation { sendFriendRequest(input: {userId: \"" + world.id("dario")
                + "\"}) { user { handle } userErrors { code } } }";
        String settings = "mutation { updatePrivacySettings(input: {showPresence: true}) { userErrors { code } } }";
        api.as("cleo").data(settings); // so that no statement of it has yet to be planned
        try (var driver = GraphDatabase.driver(Lane.SECOND.neo4j().uri());
                var session = driver.session();
                var transaction = session.beginTransaction()) {
            transaction
                    .run("MATCH (user:User {id: $id}) SET user.lockedByATest = true", Map.of("id", world.number("ada")))
                    .consume();
            for (int again = 0; again < 3; again++) {
                var answer = api.as("ada").ask(ask);
                assertThat(answer.code()).as(answer.body()).isEqualTo("UNAVAILABLE");
                assertThat(answer.json().at("/errors/0/extensions").has("incident"))
                        .isFalse();
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<String>> waiting = IntStream.range(0, 10)
                        .mapToObj(client ->
                                threads.submit(() -> api.as("ada").ask(ask).code()))
                        .toList();
                for (Future<String> answer : waiting) {
                    assertThat(answer.get()).isEqualTo("UNAVAILABLE");
                }
            }
            assertThat(api.as("ben")
                            .data(settings)
                            .at("/updatePrivacySettings/userErrors")
                            .isEmpty())
                    .as("Neo4j is not left alone for it")
                    .isTrue();
            transaction.rollback();
        }
        assertThat(api.as("ada").data(ask).at("/sendFriendRequest/user/handle").asString())
                .isEqualTo("dario");
    }

    @Test
    void suggestionsStayTheSameWhileRedisFailsAndItIsUsedAgainAfterwards() {
        var before = api.as("ada").data(SUGGESTED).at("/viewer/peopleYouMayKnow/nodes");
        for (Runnable trouble : List.<Runnable>of(Lane.SECOND.redisProxy()::cut, Lane.SECOND.redisProxy()::hold)) {
            assertHit();
            trouble.run();
            for (int again = 0; again < 10; again++) {
                long asked = System.nanoTime();
                var answer = api.as("ada").data(SUGGESTED).at("/viewer/peopleYouMayKnow");
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
                assertThat(answer.at("/nodes")).isEqualTo(before);
                assertThat(answer.at("/snapshot/cache").asString()).isEqualTo("MISS");
            }
            Lane.SECOND.redisProxy().flow();
        }
        assertHit();
    }

    @Test
    void whatAnExperimentCountsNeedsNoRedisAndWaitsForNeo4j() throws InterruptedException {
        var lab = api.as("dario", "experimenter");
        lab.data("""
                mutation { createExperiment(input: {key: "hardy", hypothesis: "None.", variants: [
                  {key: "one", strategy: "people-you-may-know"}, {key: "other", strategy: "friends-of-friends"}]})
                    { userErrors { message } } }""");
        lab.data("mutation { startExperiment(input: {key: \"hardy\"}) { userErrors { message } } }");
        Lane.SECOND.redisProxy().cut();
        api.as("ada").data(SUGGESTED);
        Lane.SECOND.neo4jProxy().cut();
        Thread.sleep(1_000);
        Lane.SECOND.neo4jProxy().flow();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer"))
                        .containsExactly(world.number("ada")));
        await().until(() -> lab.ask("mutation { killExperiment(input: {key: \"hardy\"}) { userErrors { message } } }")
                .code()
                .isEmpty());
    }

    @Test
    void aStreamThatHasBegunOutlivesAnOutage() {
        String watch =
                "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { presence { state } } } }";
        try (LiveSocket ada = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ada")), Map.of())) {
            assertThat(ada.subscribe("w", watch).data().toString()).contains("OFFLINE");
            Lane.SECOND.neo4jProxy().cut();
            try (LiveSocket ben = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ben")), Map.of())) {
                assertThat(ada.poll(Duration.ofSeconds(3))).isNull();
                Lane.SECOND.neo4jProxy().flow();
                assertThat(ada.data().toString()).contains("ONLINE");
                assertThat(ben.isOpen()).isTrue();
            }
        }
    }

    private void assertHit() {
        await().untilAsserted(() -> assertThat(api.as("ada")
                        .data(SUGGESTED)
                        .at("/viewer/peopleYouMayKnow/snapshot/cache")
                        .asString())
                .isEqualTo("HIT"));
    }

    /** Checks that thirty concurrent requests are refused in time, and later ones at once. */
    private void assertAllRefusedWithin(Duration limit) {
        long asked = System.nanoTime();
        assertThat(atOnce(30)).containsOnly("UNAVAILABLE");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(limit);
        await().atMost(limit).untilAsserted(() -> {
            long then = System.nanoTime();
            var answer = api.as("ada").ask(WHO);
            assertThat(answer.code()).isEqualTo("UNAVAILABLE");
            assertThat(Duration.ofNanos(System.nanoTime() - then)).isLessThan(Duration.ofMillis(500));
            assertThat(answer.body()).doesNotContain("neo4j", "Exception", "localhost", "MATCH");
        });
    }

    private List<String> atOnce(int clients) {
        Callable<String> asking = () -> api.as("ada").ask(WHO).code();
        List<Future<String>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(asking))
                    .toList();
        }
        return answers.stream().map(Future::resultNow).toList();
    }
}
