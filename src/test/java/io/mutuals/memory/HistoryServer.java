package io.mutuals.memory;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.ChildProcess;
import io.mutuals.FaultProxy;
import io.mutuals.Lane;
import io.mutuals.Replica;
import io.mutuals.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A server of a history, with proxies before its Neo4j, its Redis and itself if it may be disturbed.
 *
 * @param replica the replica in this process; null if it is the server under test, or has a process of its own
 * @param process the child process that serves; null if this process does
 */
record HistoryServer(
        String name,
        Api api,
        @Nullable FaultProxy neo4j,
        @Nullable FaultProxy redis,
        @Nullable FaultProxy clients,
        @Nullable Replica replica,
        @Nullable ChildProcess process,
        Queue<Disturbance> disturbances)
        implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("mutuals.memory.enabled", true),
            Map.entry("mutuals.friend.max-requests-per-day", 1_000_000),
            Map.entry("mutuals.action-limit.invite", "1000000 per 1m"),
            Map.entry("mutuals.action-limit.like-video", "1000000 per 1m"),
            Map.entry("mutuals.action-limit.like-comment", "1000000 per 1m"),
            Map.entry("mutuals.limit.bucket", 100_000_000),
            Map.entry("mutuals.limit.refill", 100_000_000),
            Map.entry("mutuals.graph.statement-timeout", "10s"),
            Map.entry("mutuals.graph.pause", "300ms"),
            Map.entry("mutuals.redis.pause", "300ms"));

    /** Returns a server that is not disturbed. */
    static HistoryServer of(String name, Api api) {
        return new HistoryServer(name, api, null, null, null, null, null, new ConcurrentLinkedQueue<>());
    }

    /** Starts a replica that answers from memory, in this process or in one that can be frozen. */
    static HistoryServer start(String name, Api api, boolean ownProcess) {
        FaultProxy neo4j = new FaultProxy(Lane.FIRST.neo4j().uri());
        FaultProxy redis = new FaultProxy(Lane.FIRST.redis().url());
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("spring.neo4j.uri", neo4j.uri());
        settings.put("mutuals.redis.url", redis.uri());
        Replica replica = null;
        ChildProcess process = null;
        URI address;
        if (ownProcess) {
            process = ServerProcess.replica(settings);
            address = URI.create(process.address());
        } else {
            replica = Replica.start(settings.entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
            address = replica.address();
        }
        FaultProxy clients = new FaultProxy(address.toString());
        return new HistoryServer(
                name,
                api.at(URI.create(clients.uri())),
                neo4j,
                redis,
                clients,
                replica,
                process,
                new ConcurrentLinkedQueue<>());
    }

    /** Returns the proxy before Neo4j. */
    FaultProxy toNeo4j() {
        return Objects.requireNonNull(neo4j);
    }

    /** Returns the proxy before Redis. */
    FaultProxy toRedis() {
        return Objects.requireNonNull(redis);
    }

    /** Returns the proxy before the server itself. */
    FaultProxy toClients() {
        return Objects.requireNonNull(clients);
    }

    /** Disturbs the server for a while. */
    void disturb(Runnable begin, long millis, Runnable end) throws InterruptedException {
        Disturbance disturbance = new Disturbance(System.nanoTime());
        disturbances.add(disturbance);
        begin.run();
        try {
            Thread.sleep(millis);
        } finally {
            end.run();
            disturbance.ended = System.nanoTime();
        }
    }

    /** Returns whether the server was disturbed during an operation, or shortly before it. */
    boolean wasDisturbed(long began, long ended) {
        long recovery = 5_000_000_000L;
        return disturbances.stream().anyMatch(each -> each.began <= ended && each.ended + recovery >= began);
    }

    /** Stops the process, or lets it go on, as the system call does. */
    void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException(name + " shares this process");
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.id()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many entries were found in memory; 0 for a process of its own. */
    double hits() {
        return replica == null
                ? 0
                : replica
                        .bean(MeterRegistry.class)
                        .get("mutuals.memory.lookups")
                        .tag("result", "hit")
                        .counters()
                        .stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
    }

    @Override
    public void close() {
        if (replica != null) {
            replica.close();
        }
        if (process != null) {
            process.close();
        }
    }

    /** A time in which the server could not work as usual. */
    static final class Disturbance {
        private final long began;
        private volatile long ended = Long.MAX_VALUE / 2;

        Disturbance(long began) {
            this.began = began;
        }
    }
}
