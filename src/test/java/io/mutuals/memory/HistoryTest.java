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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/**
 * Clients change and read through two replicas that answer from memory, and read through a server that does not, while
 * Redis goes away, Neo4j is cut off or silent, answers of commits are lost, users are imported, and a person writes
 * Cypher by hand. Every read must be explained: see {@link History}.
 *
 * <p>{@code -Dhistory=600} runs it for 600 seconds, and in more than 60 each replica has a process, which is frozen at
 * times.
 */
@MutualsTest
@TakesLong
class HistoryTest {

    private static final int SECONDS = Integer.getInteger("history", 15);
    private static final boolean OWN_PROCESSES = SECONDS > 60;
    private static final int PAIRS = 6;

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
            running.add(threads.submit(() -> watch(people, all, until)));
            running.add(threads.submit(() -> typeByHand(people.name("typed"), until)));
            running.add(threads.submit(() -> importUsers(people.name("imported"), until)));
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

    /** Writes in a console, seldom, because every gap empties memory; with the statement that the documentation asks for in the same transaction. */
    private Void typeByHand(Register<String> name, long until) throws InterruptedException {
        try (var session = driver.session()) {
            while (System.nanoTime() < until) {
                String value = "typed " + name.size();
                name.write(value, System.nanoTime());
                session.executeWriteWithoutResult(transaction -> {
                    transaction
                            .run("MATCH (u:User {handle: 'typed'}) SET u.displayName = $name", Map.of("name", value))
                            .consume();
                    transaction.run(World.CHANGED).consume();
                });
                name.acknowledged(System.nanoTime());
                Thread.sleep(4_000);
            }
        }
        return null;
    }

    private Void importUsers(Register<String> name, long until) throws IOException, InterruptedException {
        while (System.nanoTime() < until) {
            String value = "imported " + name.size();
            Files.writeString(
                    folder.resolve("users.csv"),
                    "id,handle,displayName,createdAt\n%d,imported,%s,2026-01-01T00:00:00Z\n"
                            .formatted(world.number("imported"), value));
            name.write(value, System.nanoTime());
            imports.run(folder, OnBadRow.FAIL, (file, rows) -> {});
            name.acknowledged(System.nanoTime());
            Thread.sleep(5_000);
        }
        return null;
    }

    /** Disturbs one replica after the other, and leaves each some time to recover. */
    private Callable<Void> disturbances(long until) {
        List<Disturb> kinds = new ArrayList<>(List.of(
                server -> server.disturb(server.toNeo4j()::loseAnswers, 60, server.toNeo4j()::flow),
                server -> server.disturb(server.toRedis()::cut, 1_000, server.toRedis()::flow),
                server -> server.disturb(server.toNeo4j()::hold, 700, server.toNeo4j()::flow),
                server -> server.disturb(server.toNeo4j()::cut, 200, server.toNeo4j()::flow),
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
