package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.ChildProcess;
import io.mutuals.MutualsTest;
import io.mutuals.Sender;
import io.mutuals.Sender.Sent;
import io.mutuals.ServerProcess;
import io.mutuals.World;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that are killed while people send. */
@MutualsTest
class KilledServerTest {

    private static final int KILLS = 2;
    private static final int SENDERS = 8;
    private static final int SENT_BETWEEN = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PACE = Duration.ofMillis(5);

    private final Api api;
    private final World world;

    KilledServerTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.group(101, "Climbers", people()).group(102, "Others", people());
    }

    private static String[] people() {
        String[] people = new String[SENDERS];
        for (int sender = 0; sender < SENDERS; sender++) {
            people[sender] = "p" + sender;
        }
        return people;
    }

    /** The servers are there before one is killed, so that what the one had begun and what its clients try again meet. */
    @Test
    void whatWasAcknowledgedIsThereExactlyOnceHoweverOftenTheServerIsKilled() throws Exception {
        Sender.Fates fates = new Sender.Fates();
        AtomicInteger reactions = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<ChildProcess>> starting = new ArrayList<>();
        List<Future<?>> senders = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int server = 0; server <= KILLS; server++) {
                    starting.add(threads.submit(() -> ServerProcess.replica(Map.of())));
                }
                List<ChildProcess> servers = new ArrayList<>();
                for (Future<ChildProcess> server : starting) {
                    servers.add(started(server));
                }
                AtomicReference<Api> current = new AtomicReference<>(api(servers.getFirst()));
                for (String person : people()) {
                    Sender sender = new Sender(person, current::get, fates);
                    senders.add(threads.submit(() -> reactions.addAndGet(talk(person, sender, over))));
                }
                for (int kill = 0; kill < KILLS; kill++) {
                    moreAreSent(fates);
                    int unanswered = fates.unanswered();
                    servers.get(kill).kill();
                    current.set(api(servers.get(kill + 1)));
                    await().atMost(PATIENCE).until(() -> fates.unanswered() > unanswered);
                }
                moreAreSent(fates);
                over.set(true);
                for (Future<?> sender : senders) {
                    sender.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                over.set(true);
                for (Future<ChildProcess> server : starting) {
                    started(server).kill();
                }
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
            events += world.values(
                            "MATCH (e:Event {conversationId: %d}) WHERE coalesce(e.type, '') <> 'READ_STATE_CHANGED' RETURN e.event"
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

    private static ChildProcess started(Future<ChildProcess> server) throws Exception {
        return server.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void moreAreSent(Sender.Fates fates) {
        int before = fates.acknowledged().size();
        await().atMost(PATIENCE).until(() -> fates.acknowledged().size() >= before + SENT_BETWEEN);
    }

    private Api api(ChildProcess server) {
        return api.at(URI.create(server.address()));
    }

    /** Sends, and reacts to every fourth of its messages, until it is over; returns how many reactions there were. */
    private static int talk(String person, Sender sender, AtomicBoolean over) throws InterruptedException {
        int reactions = 0;
        Sent before = new Sent("", 0);
        for (int message = 0; !over.get(); message++) {
            String talk = World.id("cnv", 101 + message % 2);
            Sent sent = sender.send(talk, person + ":" + message, "message " + message);
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
}
