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
import io.mutuals.Sender.Sent;
import io.mutuals.ServerProcess;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kills servers while users send messages. The servers are processes of their own, on the Neo4j of the first lane and a
 * Redis that only they use. {@code -Dmessages=10000} makes the test longer.
 */
@MutualsTest
@TakesLong
class KilledServersTest {

    private static final int MESSAGES = Integer.getInteger("messages", 1_000);
    private static final int WRITERS = 20;
    private static final int FOLLOWERS = 4;
    private static final long TOGETHER = 101;
    private static final int BESIDE = 4;
    private static final int KILLS = 2;
    private static final int SENDERS = 8;
    private static final int SENT_BETWEEN = 60;
    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + MESSAGES / 50);

    /** Running servers that no test uses now. */
    private static final Deque<ChildProcess> SERVERS = new ArrayDeque<>();

    private static LocalServices.Redis redis;

    private final Api api;
    private final World world;

    KilledServersTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    /** Both tests together kill three servers, since the first keeps one of its two. */
    @BeforeAll
    static void start() throws Exception {
        redis = LocalServices.startRedis();
        start(3);
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(ChildProcess::kill);
        SERVERS.clear();
        redis.close();
    }

    private static void start(int servers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ChildProcess> start = () -> ServerProcess.replica(Map.of("mutuals.redis.url", redis.url()));
            for (var started : threads.invokeAll(Collections.nCopies(servers, start))) {
                SERVERS.add(started.get());
            }
        }
    }

    /** Takes running servers. */
    private static List<ChildProcess> take(int servers) throws Exception {
        start(Math.max(0, servers - SERVERS.size()));
        return IntStream.range(0, servers).mapToObj(_ -> SERVERS.remove()).toList();
    }

    @BeforeEach
    void given() {
        world.clear();
    }

    @Test
    void noMessageIsLostOrRepeatedWhenRedisRestartsAndOneOfTwoServersIsKilled() throws Exception {
        String[] people = Stream.concat(
                        IntStream.range(0, WRITERS).mapToObj(writer -> "w" + writer),
                        IntStream.range(0, FOLLOWERS).mapToObj(follower -> "f" + follower))
                .toArray(String[]::new);
        for (int conversation = 0; conversation <= BESIDE; conversation++) {
            world.group(TOGETHER + conversation, "Group " + conversation, people);
        }
        Sender.Fates fates = new Sender.Fates();
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean killed = new AtomicBoolean();
        List<Follower> followers = new ArrayList<>();
        List<ChildProcess> two = take(2);
        ChildProcess lasting = two.getFirst();
        ChildProcess mortal = two.getLast();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
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
                allReceived(followers);
            } finally {
                // A follower that is closed stops within a glance, one after the other would take many.
                CompletableFuture.allOf(followers.stream()
                                .map(follower -> CompletableFuture.runAsync(follower::close, threads))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
        } finally {
            SERVERS.add(lasting);
        }
        assertThat(fates.acknowledged()).hasSize(MESSAGES);
        assertThat(IntStream.range(0, followers.size())
                        .filter(follower -> follower / 2 % 2 == 1)
                        .map(follower -> followers.get(follower).connections()))
                .allMatch(connections -> connections >= 2);
    }

    private static boolean write(Sender sender, AtomicInteger next) {
        for (int message = next.getAndIncrement(); message < MESSAGES; message = next.getAndIncrement()) {
            long conversation = message % 2 == 0 ? TOGETHER : TOGETHER + 1 + message / 2 % BESIDE;
            sender.send(World.id("cnv", conversation), "m" + message, "message " + message);
        }
        return true;
    }

    private static void reached(int messages, Sender.Fates fates) {
        await().atMost(PATIENCE).until(() -> fates.acknowledged().size() >= messages);
    }

    /** Asserts that each message arrived once and in order, and that no seq is missing. */
    private void allReceived(List<Follower> followers) {
        Map<String, Integer> said = new HashMap<>();
        for (long conversation = TOGETHER; conversation <= TOGETHER + BESIDE; conversation++) {
            List<Object> seqs = world.seqs(conversation);
            assertThat(seqs)
                    .isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            List<Object> events = world.events(conversation);
            assertThat(events)
                    .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(world.values("MATCH (e:Event {conversationId: %d}) WHERE e.type <> 'READ_STATE_CHANGED' RETURN e"
                            .formatted(conversation)))
                    .isEmpty();
            said.put(World.id("cnv", conversation), seqs.size());
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

    /**
     * All servers run before one is killed, so that its unfinished transactions meet the retries of its clients. The
     * last server is the one of this process.
     */
    @Test
    void anAcknowledgedMessageIsStoredExactlyOnceHoweverOftenTheServerIsKilled() throws Exception {
        world.group(101, "Climbers", people()).group(102, "Others", people());
        Sender.Fates fates = new Sender.Fates();
        AtomicInteger reactions = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        List<ChildProcess> mortal = take(KILLS);
        Queue<Api> servers = new ArrayDeque<>();
        mortal.forEach(server -> servers.add(at(server)));
        servers.add(api);
        List<Future<?>> senders = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                AtomicReference<Api> current = new AtomicReference<>(servers.remove());
                for (String person : people()) {
                    Sender sender = new Sender(person, current::get, fates);
                    senders.add(threads.submit(() -> reactions.addAndGet(sendUntilOver(person, sender, over))));
                }
                for (int kill = 0; kill < KILLS; kill++) {
                    moreAreSent(fates);
                    int unanswered = fates.unanswered();
                    mortal.get(kill).kill();
                    current.set(servers.remove());
                    await().atMost(PATIENCE).until(() -> fates.unanswered() > unanswered);
                }
                moreAreSent(fates);
                over.set(true);
                for (Future<?> sender : senders) {
                    sender.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                over.set(true);
                mortal.forEach(ChildProcess::kill);
            }
        }

        assertThat(world.values("MATCH (m:Message) RETURN m.clientMessageId"))
                .containsExactlyInAnyOrderElementsOf(
                        List.copyOf(fates.acknowledged().keySet()));
        for (Object stored : world.values("MATCH (m:Message) RETURN [m.clientMessageId, m.id, m.seq]")) {
            List<?> message = (List<?>) stored;
            assertThat(fates.acknowledged().get((String) message.get(0)))
                    .isEqualTo(
                            new Sent(World.id("msg", (long) message.get(1)), Math.toIntExact((long) message.get(2))));
        }
        long events = 0;
        for (long conversation : List.of(101L, 102L)) {
            events += world.values(("MATCH (e:Event {conversationId: %d}) WHERE coalesce(e.type, "
                                    + "'') <> 'READ_STATE_CHANGED' RETURN e.event")
                            .formatted(conversation))
                    .size();
            assertThat(world.seqs(conversation)).isEqualTo(numbers(world.seqs(conversation)));
            assertThat(world.events(conversation)).isEqualTo(numbers(world.events(conversation)));
            assertThat(world.values(
                            "MATCH (c:Conversation {id: %d}) RETURN [c.lastSeq, c.lastEvent]".formatted(conversation)))
                    .containsExactly(List.of((long) world.seqs(conversation).size(), (long)
                            world.events(conversation).size()));
        }
        assertThat(events).isEqualTo(fates.acknowledged().size() + reactions.get());
    }

    private static void moreAreSent(Sender.Fates fates) {
        int before = fates.acknowledged().size();
        await().atMost(PATIENCE).until(() -> fates.acknowledged().size() >= before + SENT_BETWEEN);
    }

    private Api at(ChildProcess server) {
        return api.at(URI.create(server.address()));
    }

    /** Sends, and reacts to every fourth of its messages, until it is over; returns how many reactions there were. */
    private static int sendUntilOver(String person, Sender sender, AtomicBoolean over) throws InterruptedException {
        int reactions = 0;
        Sent before = new Sent("", 0);
        for (int message = 0; !over.get(); message++) {
            String conversation = World.id("cnv", 101 + message % 2);
            Sent sent = sender.send(conversation, person + ":" + message, "message " + message);
            if (message % 4 == 3) {
                sender.persist("addReaction", Map.of("messageId", sent.id(), "emoji", "👍"), "message { id }");
                reactions++;
            }
            if (message % 2 == 0) {
                assertThat(sent.seq()).isGreaterThan(before.seq());
                before = sent;
            }
            Thread.sleep(PACE);
        }
        return reactions;
    }

    private static List<Object> numbers(List<Object> asMany) {
        return LongStream.rangeClosed(1, asMany.size())
                .mapToObj(Long::valueOf)
                .map(Object.class::cast)
                .toList();
    }

    private static String[] people() {
        String[] people = new String[SENDERS];
        for (int sender = 0; sender < SENDERS; sender++) {
            people[sender] = "p" + sender;
        }
        return people;
    }
}
