package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.LocalTokens;
import io.mutuals.bench.Crowd.Member;
import io.mutuals.security.Viewer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people you may know costs, with the friend graph in memory and with Neo4j ranking, side by side on the same graph; and what a
 * burst of friendships does to the rankings that are at hand.
 */
final class Suggesting {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String PAGE = """
            query ($s: String) { viewer { peopleYouMayKnow(first: 20, strategy: $s) {
              nodes { user { id } } snapshot { cache } } } }""";

    private static final String ASK =
            "mutation ($id: ID!) { sendFriendRequest(input: {userId: $id}) { userErrors { code } } }";
    private static final String ACCEPT =
            "mutation ($id: ID!) { acceptFriendRequest(input: {userId: $id}) { userErrors { code } } }";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Member> members;
    private final URI redis;

    Suggesting(List<Member> members, URI redis) {
        this.members = members;
        this.redis = redis;
    }

    /** Prints, for each server and strategy, how long a page takes whose ranking is not at hand, and then is. */
    void compare(Map<String, ChildProcess> servers, List<String> strategies) {
        System.out.println("\n20 suggestions for each of " + members.size()
                + " people, one request after the other, each first without a ranking at hand\n");
        System.out.println(
                "| strategy | server | made p50 ms | p95 ms | at hand p50 ms | p95 ms | statements, made | at hand |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (RedisClient cache = RedisClient.create(redis.toString())) {
            for (String strategy : strategies) {
                Map<String, List<double[]>> times = new TreeMap<>();
                // Two cold servers would be compared by how far they have been compiled.
                for (Member member : members) {
                    servers.forEach((name, server) -> ask(server, member, strategy));
                }
                for (Member member : members) {
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

    /** Prints how long a call to Redis for rankings takes, which is the most that a cache in front of it could save of a page. */
    void cacheCalls(ChildProcess server) {
        Telemetry telemetry = new Telemetry(server);
        Telemetry.Spent before = telemetry.redis("get");
        long began = System.nanoTime();
        int pages = 0;
        for (int round = 0; round < 5; round++) {
            for (Member member : members) {
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
     * Makes friendships as fast as {@code clients} can while others read, and prints how the rankings that were shown came about; first
     * the same without friendships.
     */
    void burst(ChildProcess server, int clients, double seconds) throws InterruptedException {
        System.out.println("\n| friendships /s | pages /s | HIT | STALE | MISS |");
        System.out.println("|---|---|---|---|---|");
        for (Member member : members) {
            ask(server, member, null);
        }
        for (int friends : new int[] {0, clients}) {
            Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
            AtomicInteger made = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> threads = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(7);
            for (int reader = 0; reader < 4; reader++) {
                SplittableRandom own = random.split();
                threads.add(Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        String cache = cache(ask(server, members.get(own.nextInt(members.size())), null));
                        seen.computeIfAbsent(cache, first -> new AtomicInteger())
                                .incrementAndGet();
                    }
                }));
            }
            for (int friend = 0; friend < friends; friend++) {
                SplittableRandom own = random.split();
                threads.add(Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        made.addAndGet(befriend(server, own) ? 1 : 0);
                    }
                }));
            }
            Thread.sleep((long) (seconds * 1000));
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            double all = seen.values().stream().mapToInt(AtomicInteger::get).sum();
            print(
                    "| %.0f | %.0f | %.1f %% | %.1f %% | %.1f %% |",
                    made.get() / seconds,
                    all / seconds,
                    part(seen, "HIT", all),
                    part(seen, "STALE", all),
                    part(seen, "MISS", all));
        }
    }

    private boolean befriend(ChildProcess server, SplittableRandom random) {
        Member one = members.get(random.nextInt(members.size()));
        Member other = members.get(random.nextInt(members.size()));
        if (one.user() == other.user()) {
            return false;
        }
        post(server, one.token(), ASK, Map.of("id", Viewer.USER_ID.encode(other.user())));
        return post(server, other.token(), ACCEPT, Map.of("id", Viewer.USER_ID.encode(one.user())))
                .at("/data/acceptFriendRequest/userErrors")
                .isEmpty();
    }

    private double[] timed(ChildProcess server, Member member, String strategy, String expected) {
        long began = System.nanoTime();
        JsonNode answer = ask(server, member, strategy);
        double millis = (System.nanoTime() - began) / 1e6;
        if (!cache(answer).equals(expected)) {
            throw new IllegalStateException("Expected a " + expected + ": " + answer);
        }
        return new double[] {millis, answer.at("/extensions/proof/neo4jQueries").asInt()};
    }

    private JsonNode ask(ChildProcess server, Member member, @org.jspecify.annotations.Nullable String strategy) {
        String token = LocalTokens.mint(member.user(), "experimenter");
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

    private static double part(Map<String, AtomicInteger> seen, String cache, double all) {
        AtomicInteger count = seen.get(cache);
        return count == null ? 0 : 100 * count.get() / all;
    }

    private static void print(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
