package io.mutuals.conversation.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.ChildProcess;
import io.mutuals.Follower;
import io.mutuals.LocalServices;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.Sender;
import io.mutuals.ServerProcess;
import io.mutuals.World;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on the same Neo4j and Redis, of which one is killed. {@code -Dmessages=10000} makes it longer. */
@MutualsTest
class TwoServersTest {

    private static final int MESSAGES = Integer.getInteger("messages", 1_000);
    private static final int WRITERS = 20;
    private static final int FOLLOWERS = 4;
    private static final long TOGETHER = 101;
    private static final int BESIDE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60 + MESSAGES / 50);

    private final Api api;
    private final World world;

    TwoServersTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        String[] people = Stream.concat(
                        IntStream.range(0, WRITERS).mapToObj(writer -> "w" + writer),
                        IntStream.range(0, FOLLOWERS).mapToObj(follower -> "f" + follower))
                .toArray(String[]::new);
        for (int talk = 0; talk <= BESIDE; talk++) {
            world.group(TOGETHER + talk, "Talk " + talk, people);
        }
    }

    @Test
    void nothingIsLostOrRepeatedWhenRedisStartsAnewAndOneOfTwoServersIsKilled() throws Exception {
        Sender.Fates fates = new Sender.Fates();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean killed = new AtomicBoolean();
        List<Follower> followers = new ArrayList<>();
        try (LocalServices.Redis redis = LocalServices.startRedis();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ChildProcess> start = () -> ServerProcess.replica(Map.of("mutuals.redis.url", redis.url()));
            List<Future<ChildProcess>> starting = List.of(threads.submit(start), threads.submit(start));
            try (ChildProcess lasting = starting.getFirst().get(90, TimeUnit.SECONDS);
                    ChildProcess mortal = starting.getLast().get(90, TimeUnit.SECONDS)) {
                Api one = api.at(URI.create(lasting.address()));
                Api other = api.at(URI.create(mortal.address()));
                Supplier<Api> untilKilled = () -> killed.get() ? one : other;
                try {
                    for (int follower = 0; follower < FOLLOWERS; follower++) {
                        Supplier<Api> server = follower % 2 == 0 ? () -> one : untilKilled;
                        String token = LocalTokens.mint(world.number("f" + follower));
                        followers.add(Follower.ofInbox(token, server));
                        followers.add(Follower.ofConversation(token, World.id("cnv", TOGETHER), server));
                    }
                    followers.forEach(Follower::listening);

                    List<Future<?>> writers = new ArrayList<>();
                    for (int writer = 0; writer < WRITERS; writer++) {
                        Sender sender = new Sender("w" + writer, writer % 2 == 0 ? () -> one : untilKilled, fates);
                        writers.add(threads.submit(() -> write(sender, next)));
                    }
                    reached(MESSAGES / 3, fates);
                    redis.server().stop();
                    reached(MESSAGES / 3 + MESSAGES / 10, fates);
                    redis.server().start();
                    reached(2 * MESSAGES / 3, fates);
                    int unanswered = fates.unanswered();
                    mortal.kill();
                    killed.set(true);
                    for (Future<?> writer : writers) {
                        writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    }
                    assertThat(fates.unanswered()).isGreaterThan(unanswered);
                    everybodyHeard(followers);
                } finally {
                    // A follower that is closed stops within a glance, one after the other would take many.
                    CompletableFuture.allOf(followers.stream()
                                    .map(follower -> CompletableFuture.runAsync(follower::close, threads))
                                    .toArray(CompletableFuture[]::new))
                            .join();
                }
            }
        }
        assertThat(fates.acknowledged()).hasSize(MESSAGES);
        assertThat(IntStream.range(0, followers.size())
                        .filter(follower -> follower / 2 % 2 == 1)
                        .map(follower -> followers.get(follower).connections()))
                .allMatch(connections -> connections >= 2);
    }

    private static boolean write(Sender sender, AtomicInteger next) {
        for (int message = next.getAndIncrement(); message < MESSAGES; message = next.getAndIncrement()) {
            long talk = message % 2 == 0 ? TOGETHER : TOGETHER + 1 + message / 2 % BESIDE;
            sender.send(World.id("cnv", talk), "m" + message, "message " + message);
        }
        return true;
    }

    private static void reached(int messages, Sender.Fates fates) {
        await().atMost(PATIENCE).until(() -> fates.acknowledged().size() >= messages);
    }

    /** Each message once, and in its turn; and there is no message without its number. */
    private void everybodyHeard(List<Follower> followers) {
        Map<String, Integer> said = new HashMap<>();
        for (long talk = TOGETHER; talk <= TOGETHER + BESIDE; talk++) {
            List<Object> seqs = world.seqs(talk);
            assertThat(seqs)
                    .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            List<Object> events = world.events(talk);
            assertThat(events)
                    .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(world.values("MATCH (e:Event {conversationId: %d}) WHERE e.type <> 'READ_STATE_CHANGED' RETURN e"
                            .formatted(talk)))
                    .isEmpty();
            said.put(World.id("cnv", talk), seqs.size());
        }
        assertThat(said.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MESSAGES);
        String together = World.id("cnv", TOGETHER);
        for (int follower = 0; follower < followers.size(); follower++) {
            Follower one = followers.get(follower);
            Map<String, Integer> wanted = follower % 2 == 0 ? said : Map.of(together, said.getOrDefault(together, 0));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(one.heard()).isEqualTo(wanted));
            assertThat(one.wrong()).isEmpty();
        }
    }
}
