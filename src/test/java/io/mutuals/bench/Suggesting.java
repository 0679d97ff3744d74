package io.mutuals.bench;

import com.google.errorprone.annotations.FormatMethod;
import io.mutuals.ChildProcess;
import io.mutuals.LocalTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the cost of suggestions with the friend graph in memory and with Neo4j as the ranker, on the same graph; and
 * measures the effect of a burst of friendships on cached rankings.
 */
final class Suggesting {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int READERS = 4;

    private static final String PAGE = """
            query ($s: String) { viewer { peopleYouMayKnow(first: 20, strategy: $s) {
              nodes { user { id } } snapshot { cache computedAt } } } }""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Long> members;
    private final URI redis;

    Suggesting(List<Long> members, URI redis) {
        this.members = members;
        this.redis = redis;
    }

    /** Prints the latency of a page for each server and strategy, first without and then with a cached ranking. */
    void compare(Map<String, ChildProcess> servers, List<String> strategies) {
        System.out.println("\n20 suggestions for each of " + members.size()
                + " people, one request after the other, each first without a ranking at hand\n");
        System.out.println(
                "| strategy | server | made p50 ms | p95 ms | at hand p50 ms | p95 ms | statements, made | at hand |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (RedisClient cache = RedisClient.create(redis.toString())) {
            for (String strategy : strategies) {
                Map<String, List<double[]>> times = new TreeMap<>();
                // Without a warm-up, the comparison would measure JIT compilation.
                for (Long member : members) {
                    servers.forEach((name, server) -> ask(server, member, strategy));
                }
                for (Long member : members) {
                    servers.forEach((name, server) -> {
                        cache.flushAll();
                        double[] made = timed(server, member, strategy, "MISS");
                        double[] atHand = timed(server, member, strategy, "HIT");
                        times.computeIfAbsent(name, first -> new ArrayList<>())
                                .add(new double[] {made[0], atHand[0], made[1], atHand[1]});
                    });
                }
                times.forEach((name, all) -> print(
                        "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f |",
                        strategy,
                        name,
                        share(all, 0, 0.5),
                        share(all, 0, 0.95),
                        share(all, 1, 0.5),
                        share(all, 1, 0.95),
                        share(all, 2, 0.5),
                        share(all, 3, 0.5)));
            }
        }
    }

    /** Prints the latency of Redis calls for rankings, the most that a local cache could save of a page. */
    void cacheCalls(ChildProcess server) {
        Telemetry telemetry = new Telemetry(server);
        Telemetry.Spent before = telemetry.redis("get");
        long began = System.nanoTime();
        int pages = 0;
        for (int round = 0; round < 5; round++) {
            for (Long member : members) {
                ask(server, member, null);
                pages++;
            }
        }
        double page = (System.nanoTime() - began) / 1e6 / pages;
        Telemetry.Spent spent = telemetry.redis("get").since(before);
        print(
                "\nA page takes %.2f ms in the mean, of which its call to Redis %.3f ms (%.1f %%)",
                page, 1000 * spent.seconds() / spent.times(), 100_000 * spent.seconds() / spent.times() / page);
    }

    /**
     * Makes {@code rates} friendships a second while four readers read without pause, and prints how the rankings that
     * were shown came about, how old they were, and how long it takes until all are up to date again.
     */
    void burst(ChildProcess server, List<Integer> rates, int seconds) throws InterruptedException {
        System.out.println("\n" + READERS + " readers read the pages of " + members.size() + " people for " + seconds
                + " s while friendships form all over the graph\n");
        System.out.println(
                "| friendships /s | pages /s | p50 ms | p95 ms | HIT | STALE | MISS | age shown, p50 s | p95 s | "
                        + "all HIT again after s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (int rate : rates) {
            allHit(server);
            Queue<Read> reads = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> readers = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(7);
            for (int reader = 0; reader < READERS; reader++) {
                SplittableRandom own = random.split();
                readers.add(Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        reads.add(read(server, members.get(own.nextInt(members.size()))));
                    }
                }));
            }
            long began = System.nanoTime();
            int made = befriend(server, rate, seconds);
            double took = (System.nanoTime() - began) / 1e9;
            over.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            print(
                    "| %.0f | %.0f | %.1f | %.1f | %.1f %% | %.1f %% | %.1f %% | %.1f | %.1f | %.1f |",
                    made / took,
                    reads.size() / took,
                    share(reads, Read::millis, 0.5),
                    share(reads, Read::millis, 0.95),
                    part(reads, "HIT"),
                    part(reads, "STALE"),
                    part(reads, "MISS"),
                    share(reads, Read::age, 0.5),
                    share(reads, Read::age, 0.95),
                    allHit(server));
        }
    }

    /** Reads until every ranking is cached and up to date; returns the duration in seconds. */
    private double allHit(ChildProcess server) throws InterruptedException {
        long began = System.nanoTime();
        List<Long> behind = new ArrayList<>(members);
        while (!behind.isEmpty()) {
            behind.removeIf(member -> cache(ask(server, member, null)).equals("HIT"));
            Thread.sleep(100);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private int befriend(ChildProcess server, int rate, int seconds) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.address() + "/burst?rate=" + rate + "&seconds=" + seconds))
                .timeout(PATIENCE.multipliedBy(5))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return send(request).asInt();
    }

    private Read read(ChildProcess server, Long member) {
        long began = System.nanoTime();
        JsonNode answer = ask(server, member, null);
        double millis = (System.nanoTime() - began) / 1e6;
        Instant computed = Instant.parse(
                answer.at("/data/viewer/peopleYouMayKnow/snapshot/computedAt").asString());
        return new Read(
                cache(answer), millis, Duration.between(computed, Instant.now()).toMillis() / 1e3);
    }

    /** A page whose ranking is {@code age} seconds old. */
    private record Read(String cache, double millis, double age) {}

    private double[] timed(ChildProcess server, Long member, String strategy, String expected) {
        long began = System.nanoTime();
        JsonNode answer = ask(server, member, strategy);
        double millis = (System.nanoTime() - began) / 1e6;
        if (!cache(answer).equals(expected)) {
            throw new IllegalStateException("Expected a " + expected + ": " + answer);
        }
        return new double[] {millis, answer.at("/extensions/proof/neo4jQueries").asInt()};
    }

    private JsonNode ask(ChildProcess server, Long member, @org.jspecify.annotations.Nullable String strategy) {
        String token = LocalTokens.mint(member, "experimenter");
        return post(server, token, PAGE, strategy == null ? Map.of() : Map.of("s", strategy));
    }

    private static String cache(JsonNode answer) {
        return answer.at("/data/viewer/peopleYouMayKnow/snapshot/cache").asString("none");
    }

    private JsonNode post(ChildProcess server, String token, String query, Map<String, ?> variables) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Mutuals-Proof", "1")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", query, "variables", variables))))
                .build();
        return send(request);
    }

    private JsonNode send(HttpRequest request) {
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static double share(List<double[]> all, int column, double share) {
        double[] sorted = all.stream().mapToDouble(row -> row[column]).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private static double share(Collection<Read> reads, ToDoubleFunction<Read> value, double share) {
        double[] sorted = reads.stream().mapToDouble(value).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private static double part(Collection<Read> reads, String cache) {
        return 100.0 * reads.stream().filter(read -> read.cache().equals(cache)).count() / reads.size();
    }

    @FormatMethod
    private static void print(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
