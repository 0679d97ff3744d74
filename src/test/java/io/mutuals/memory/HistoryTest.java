package io.mutuals.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import io.mutuals.memory.History.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/**
 * Clients change and read through two replicas that answer from memory, and read through a server that does not,
 * while Redis goes away or its hints are lost, Neo4j is cut off or silent, answers of commits or of the replicas are
 * lost, users and messages are imported, and a person writes Cypher by hand. Every read must be explained: see {@link
 * History}.
 *
 * <p>{@code -Dhistory=600} runs it for 600 seconds, and in more than 60 each replica has a process, which is frozen
 * at times.
 */
@MutualsTest
@TakesLong
class HistoryTest {

    private static final int SECONDS = Integer.getInteger("history", 15);
    private static final boolean OWN_PROCESSES = SECONDS > 60;
    private static final int PAIRS = 6;

    /** The pairs with conversations. */
    private static final int TALKING = 2;

    private static final List<HistoryServer> replicas = new ArrayList<>();

    private final Api api;
    private final World world;
    private final Imports imports;
    private final Driver driver;
    private final History history = new History();

    @TempDir
    Path folder;

    HistoryTest(Api api, World world, Imports imports, Driver driver) {
        this.api = api;
        this.world = world;
        this.imports = imports;
        this.driver = driver;
    }

    @AfterAll
    static void stopTheReplicas() {
        replicas.forEach(HistoryServer::close);
    }

    @Test
    void everyReadIsExplainedByAnOrderThatRespectsRealTime() throws Exception {
        world.clear();
        HistoryPeople people = new HistoryPeople(PAIRS, world, history);
        List<HistoryConversations> conversations = IntStream.range(0, TALKING)
                .mapToObj(pair -> new HistoryConversations(pair, people.between(pair), history).in(world))
                .toList();
        replicas.add(HistoryServer.start("the first replica", api, OWN_PROCESSES));
        replicas.add(HistoryServer.start("the second replica", api, OWN_PROCESSES));
        List<HistoryServer> all = new ArrayList<>(replicas);
        all.addAll(replicas);
        all.add(HistoryServer.of("the server without memory", api));
        long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                running.add(threads.submit(new HistoryClient(pair, people, replicas, all, world, until)));
            }
            for (HistoryConversations ofPair : conversations) {
                for (String user : ofPair.users()) {
                    running.add(threads.submit(new HistoryParticipant(
                            user,
                            ofPair,
                            history,
                            replicas,
                            all,
                            world,
                            OWN_PROCESSES ? 6 : 3,
                            OWN_PROCESSES ? 150 : 30,
                            until)));
                }
            }
            running.add(threads.submit(() -> watch(people, all, until)));
            running.add(threads.submit(() -> typeByHand(people.name("typed"), until)));
            running.add(threads.submit(() -> importMore(people, until)));
            running.add(threads.submit(disturbances(until)));
            for (Future<Void> each : running) {
                each.get();
            }
        }
        for (HistoryServer server : all) {
            assertThat(people.lookAround(server)).isTrue();
            for (int pair = 0; pair < PAIRS; pair++) {
                assertThat(people.look(server, pair, true, true, true, false)).isTrue();
                assertThat(people.look(server, pair, false, true, true, false)).isTrue();
                assertThat(people.video(pair).look(server, true)).isTrue();
            }
            for (HistoryConversations ofPair : conversations) {
                ofPair.known()
                        .forEach(each -> ofPair.users()
                                .forEach(user -> assertThat(ofPair.look(server, user, each, null, true))
                                        .isTrue()));
            }
        }
        System.out.printf("%d reads, %d lost writes%n", history.size(), HistoryClient.LOST.get());
        assertThat(history.unexplained()).isEmpty();
        assertThat(history.size()).isGreaterThan(20 * SECONDS);
        assertThat(replicas)
                .allSatisfy(replica -> assertThat(replica.hits())
                        .as("entries found in memory by %s", replica.name())
                        .matches(hits -> OWN_PROCESSES || hits > 20 * SECONDS));
    }

    /** Reads about all pairs, and writes nothing. */
    private Void watch(HistoryPeople people, List<HistoryServer> servers, long until) {
        Random random = new Random(99);
        while (System.nanoTime() < until) {
            HistoryServer server = servers.get(random.nextInt(servers.size()));
            people.look(server, random.nextInt(PAIRS), random.nextBoolean(), true, true, random.nextBoolean());
            people.lookAround(server);
        }
        return null;
    }

    /**
     * Writes in a console, seldom, because every gap empties memory; with the statement that the documentation asks
     * for in the same transaction.
     */
    private Void typeByHand(Register<String> name, long until) throws InterruptedException {
        try (var session = driver.session()) {
            while (System.nanoTime() < until) {
                String value = "typed " + name.size();
                name.write(value, System.nanoTime());
                session.executeWriteWithoutResult(transaction -> {
                    transaction
                            .run("""
                                    MATCH (u:User {handle: 'typed'})
                                    MATCH (m:Message {conversationId: $c, seq: 1})-[:IN]->(c)
                                    SET u.displayName = $name, c.title = $name, m.body = $name
                                    """, Map.of("name", value, "c", HistoryPeople.TYPED_GROUP))
                            .consume();
                    transaction.run(World.CHANGED).consume();
                });
                name.acknowledged(System.nanoTime());
                Thread.sleep(4_000);
            }
        }
        return null;
    }

    /**
     * Imports a user under another name, and a group with one more message, as the command {@code import} does.
     * Messages of other conversations are not in the file, which does not count as complete for that.
     */
    private Void importMore(HistoryPeople people, long until) throws IOException, InterruptedException {
        Register<String> name = people.name("imported");
        Register<Integer> messages = people.importedMessages();
        while (System.nanoTime() < until) {
            String value = "imported " + name.size();
            int count = messages.latest() + 1;
            long group = HistoryPeople.IMPORTED_GROUP;
            write("users.csv", """
                    id,handle,displayName,createdAt
                    %d,imported,%s,%s
                    """.formatted(world.number("imported"), value, World.NOON));
            write("conversations.csv", """
                    id,kind,title,createdAt,lastSeq,lastMessageAt
                    %d,GROUP,imported,%s,%d,%s
                    """.formatted(group, World.NOON, count, World.NOON));
            write("participants.csv", """
                    conversation,user,role,joinedAt,lastReadSeq
                    %d,%d,OWNER,%s,0
                    """.formatted(group, world.number(HistoryPeople.GUEST), World.NOON));
            StringBuilder rows = new StringBuilder("id,conversation,seq,sender,body,sentAt\n");
            for (int seq = 1; seq <= count; seq++) {
                rows.append(
                        "%d,%d,%d,%d,m%d,%s%n".formatted(seq, group, seq, world.number("imported"), seq, World.NOON));
            }
            write("messages.csv", rows.toString());
            name.write(value, System.nanoTime());
            messages.write(count, System.nanoTime());
            imports.run(folder, OnBadRow.SKIP, (file, written) -> {});
            name.acknowledged(System.nanoTime());
            messages.acknowledged(System.nanoTime());
            Thread.sleep(OWN_PROCESSES ? 10_000 : 7_000);
        }
        return null;
    }

    private void write(String file, String rows) throws IOException {
        Files.writeString(folder.resolve(file), rows);
    }

    /** Disturbs one replica after the other, and leaves each some time to recover. */
    private Callable<Void> disturbances(long until) {
        List<Disturb> kinds = new ArrayList<>(List.of(
                server -> server.disturb(server.toNeo4j()::loseAnswers, 60, server.toNeo4j()::flow),
                server -> server.disturb(server.toNeo4j()::loseNextCommit, 200, server.toNeo4j()::flow),
                server -> server.disturb(server.toRedis()::cut, 1_000, server.toRedis()::flow),
                server -> server.disturb(server.toNeo4j()::hold, 700, server.toNeo4j()::flow),
                server -> server.disturb(server.toNeo4j()::cut, 200, server.toNeo4j()::flow),
                server -> server.disturb(server.toClients()::loseAnswers, 60, server.toClients()::flow),
                server -> server.disturb(server.toRedis()::loseAnswers, 300, server.toRedis()::flow),
                server -> server.disturb(server.toRedis()::hold, 1_000, server.toRedis()::flow)));
        if (OWN_PROCESSES) {
            kinds.add(server -> server.disturb(() -> server.signal("STOP"), 5_000, () -> server.signal("CONT")));
        }
        return () -> {
            Thread.sleep(1_500);
            for (int number = 0; System.nanoTime() < until - 3_000_000_000L; number++) {
                HistoryServer server = replicas.get(number % replicas.size());
                kinds.get(number / replicas.size() % kinds.size()).to(server);
                Thread.sleep(OWN_PROCESSES ? 3_000 : 800);
            }
            return null;
        };
    }

    /** A kind of disturbance. */
    @FunctionalInterface
    private interface Disturb {
        void to(HistoryServer server) throws InterruptedException;
    }
}
