package io.mutuals.suggestion.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.Replica;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.SuggestionConnection;
import io.mutuals.suggestion.Suggestions;
import io.mutuals.suggestion.SuggestionsKey;
import io.mutuals.suggestion.strategy.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Storage, sharing and replacement of rankings. */
@MutualsTest
class ServingTest {

    private static final String CACHE =
            "{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } } snapshot { id cache } } } }";

    private static Replica second;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Suggestions suggestions;
    private final WarmRankings warm;
    private final Refresher refresher;
    private final MeterRegistry metrics;
    private final UnifiedJedis redis;

    ServingTest(
            Api api,
            World world,
            TestClock clock,
            Suggestions suggestions,
            WarmRankings warm,
            Refresher refresher,
            MeterRegistry metrics,
            UnifiedJedis redis) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.suggestions = suggestions;
        this.warm = warm;
        this.refresher = refresher;
        this.metrics = metrics;
        this.redis = redis;
    }

    @BeforeAll
    static void startSecondReplica() {
        second = Replica.start();
    }

    @AfterAll
    static void stopSecondReplica() {
        second.close();
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "bob").friends("cleo", "ben", "bob");
    }

    @Test
    void twoHundredMissesOfOneViewerOnTwoReplicasAreOneComputation() throws Exception {
        Suggestions other = second.bean(Suggestions.class);
        // Neo4j plans a statement when it first runs, which may take longer than the other requests wait.
        for (Suggestions one : List.of(suggestions, other)) {
            one.both(Set.of(page("cleo")));
            world.forgetLatestRankings();
        }
        double before = computed();
        List<Callable<Object>> asks = new ArrayList<>();
        for (int at = 0; at < 200; at++) {
            // Bypasses the loader, which would coalesce the waiting requests.
            Suggestions one = at % 2 == 0 ? suggestions : other;
            asks.add(() -> one.both(Set.of(page("ada"))));
        }
        Set<String> snapshots = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asks)) {
                ((Map<?, ?>) answer.get())
                        .values()
                        .forEach(page -> snapshots.add(
                                ((SuggestionConnection) page).snapshot().id()));
            }
        }
        assertThat(computed() - before).isEqualTo(1);
        assertThat(snapshots).hasSize(1);
    }

    @Test
    void rankingThatIsTooOldIsShownWhileANewOneIsMade() {
        String first = snapshot("ada", "MISS");
        assertThat(snapshot("ada", "HIT")).isEqualTo(first);
        clock.pass(Duration.ofMinutes(12));
        assertThat(snapshot("ada", "STALE")).isEqualTo(first);
        await().until(() -> refresher.size() == 0);
        assertThat(snapshot("ada", "HIT")).isNotEqualTo(first);
    }

    @Test
    void rankingStartedBeforeAChangeIsNotServedAsOneThatReflectsIt() {
        SnapshotStore store = second.bean(SnapshotStore.class);
        RankingKey key = ranking("ada");
        var lease = store.lease(List.of(new RankingRequest(key, RankingRequest.NOTHING)), "early");
        store.invalidate(List.of(key.viewer().value()));
        var snapshot = new Snapshot(1, key.recipe(), "adamic-adar", World.NOON, List.of(), RankingComposition.NONE);
        store.keep(Map.of(key, new SnapshotStore.Stored(snapshot, lease.given().get(key))), lease);

        assertThat(store.find(List.of(key)).get(key).isValid()).isFalse();
        snapshot("ada", "MISS");
        snapshot("ada", "HIT");
    }

    @Test
    void replicaThatComputesTooLongIsNotWaitedFor() {
        SnapshotStore store = second.bean(SnapshotStore.class);
        assertThat(store.lease(List.of(new RankingRequest(ranking("ada"), RankingRequest.NOTHING)), "slow")
                        .given())
                .hasSize(1);
        assertThat(store.lease(List.of(new RankingRequest(ranking("ada"), RankingRequest.NOTHING)), "other")
                        .given())
                .isEmpty();

        snapshot("ada", "MISS");
    }

    @Test
    void onlyRankingsOfRecentViewersArePrecomputed() {
        // Viewers from other tests are recent too.
        warm.warm();
        await().until(() -> refresher.size() == 0);
        redis.del("mutuals:suggestions:recent", "mutuals:suggestions:warming");
        world.forgetLatestRankings();
        snapshot("ada", "MISS");
        snapshot("cleo", "MISS");
        warm.warm();
        await().until(() -> refresher.size() == 0);

        world.forgetLatestRankings();
        redis.zrem("mutuals:suggestions:recent", world.number("cleo") + ":people-you-may-know");
        redis.del("mutuals:suggestions:warming");
        assertThat(warm.warm()).isEqualTo(1);
        assertThat(warm.warm()).as("another replica already precomputes").isZero();
        await().until(() -> refresher.size() == 0);

        snapshot("ada", "HIT");
        snapshot("cleo", "MISS");
    }

    @Test
    void snapshotsStoredTogetherDoNotExpireTogether() {
        Set<Duration> times = new HashSet<>();
        for (long number = 1; number <= 100; number++) {
            var snapshot = new Snapshot(number << 22, "s", "r", World.NOON, List.of(), RankingComposition.NONE);
            times.add(SnapshotStore.spread(Duration.ofMinutes(10), snapshot));
        }
        assertThat(times)
                .hasSizeGreaterThan(90)
                .allMatch(time -> time.toMillis() >= 540_000 && time.toMillis() <= 660_000);
    }

    private double computed() {
        return computed(metrics) + computed(second.bean(MeterRegistry.class));
    }

    private static double computed(MeterRegistry metrics) {
        return metrics.find("mutuals.suggestion.rankings").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private RankingKey ranking(String handle) {
        return new RankingKey(new UserId(world.number(handle)), "people-you-may-know");
    }

    private SuggestionsKey page(String viewer) {
        return new SuggestionsKey(
                world.number(viewer), Treatment.uncounted("people-you-may-know"), 5, null, false, false);
    }

    private String snapshot(String viewer, String cache) {
        var page = api.as(viewer).data(CACHE).at("/viewer/peopleYouMayKnow");
        assertThat(page.at("/snapshot/cache").asString()).isEqualTo(cache);
        return page.at("/snapshot/id").asString();
    }
}
