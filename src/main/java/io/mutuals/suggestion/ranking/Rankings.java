package io.mutuals.suggestion.ranking;

import io.mutuals.api.Ids;
import io.mutuals.api.UserId;
import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.ranking.SnapshotStore.Counts;
import io.mutuals.suggestion.ranking.SnapshotStore.Lease;
import io.mutuals.suggestion.ranking.SnapshotStore.Stored;
import io.mutuals.suggestion.strategy.Recipe;
import io.mutuals.suggestion.strategy.Strategies;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Computes missing rankings, each only once however many requests on however many replicas need it: one replica
 * computes and stores it, the others wait for the stored ranking. Without Redis every replica computes its own.
 */
@Service
public class Rankings {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Strategies strategies;
    private final RankingComposer composer;
    private final SnapshotStore store;
    private final RankingProperties properties;
    private final Ids ids;
    private final SideThreads threads;

    Rankings(
            Strategies strategies,
            RankingComposer composer,
            SnapshotStore store,
            RankingProperties properties,
            Ids ids,
            SideThreads threads) {
        this.strategies = strategies;
        this.composer = composer;
        this.store = store;
        this.properties = properties;
        this.ids = ids;
        this.threads = threads;
    }

    /** Returns a unique token for an attempt to acquire leases. */
    public String token() {
        return Long.toString(ids.next());
    }

    /**
     * Returns the rankings, computed here or by the replicas that already compute them. Rankings that are not available
     * within {@code patience} are computed here.
     *
     * @param lease leases of the rankings to compute here at once; null if Redis is unavailable, in which case all are
     * @param forecast receives the likely first places of the rankings computed here
     */
    public Made make(Collection<RankingRequest> rankings, @Nullable Lease lease, RankingForecast forecast) {
        Map<RankingKey, RankingRequest> wanted = new HashMap<>();
        rankings.forEach(request -> wanted.put(request.key(), request));
        Made made = lease == null ? computeUnstored(wanted.keySet(), forecast) : computeLeased(lease, forecast);
        wanted.keySet().removeAll(made.rankings().keySet());
        long end = System.nanoTime() + properties.patience().toNanos();
        while (!wanted.isEmpty() && pause()) {
            made = made.and(new Made(madeByOthers(wanted), DONE));
            boolean late = System.nanoTime() >= end;
            made = made.and(
                    late
                            ? computeUnstored(wanted.keySet(), RankingForecast.IGNORED)
                            : leaseAndCompute(wanted.values()));
            wanted.keySet().removeAll(made.rankings().keySet());
        }
        return made;
    }

    /** Returns the rankings that other replicas have stored by now, and removes them from {@code wanted}. */
    private Map<RankingKey, Snapshot> madeByOthers(Map<RankingKey, RankingRequest> wanted) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        store.find(wanted.keySet()).forEach((key, kept) -> {
            if (kept.isValid()) {
                made.put(key, kept.latest().snapshot());
                wanted.remove(key);
            } else {
                wanted.put(key, new RankingRequest(key, kept.latest().snapshot().number()));
            }
        });
        return made;
    }

    /** Computes and stores the rankings that no other replica is computing or has computed meanwhile. */
    Map<RankingKey, Snapshot> computeIfFree(Collection<RankingRequest> rankings) {
        Made made = leaseAndCompute(rankings);
        made.stored().join();
        return made.rankings();
    }

    private Made leaseAndCompute(Collection<RankingRequest> rankings) {
        if (rankings.isEmpty()) {
            return new Made(Map.of(), DONE);
        }
        @Nullable Lease lease = store.lease(rankings, token());
        return lease == null
                ? computeUnstored(rankings.stream().map(RankingRequest::key).toList(), RankingForecast.IGNORED)
                : computeLeased(lease, RankingForecast.IGNORED);
    }

    private Made computeUnstored(Collection<RankingKey> keys, RankingForecast forecast) {
        return new Made(ranked(keys, forecast), DONE);
    }

    private Made computeLeased(Lease lease, RankingForecast forecast) {
        if (lease.given().isEmpty()) {
            return new Made(Map.of(), DONE);
        }
        Map<RankingKey, Snapshot> made = ranked(lease.given().keySet(), forecast);
        Map<RankingKey, Stored> stored = new HashMap<>();
        made.forEach((key, snapshot) ->
                stored.put(key, new Stored(snapshot, lease.given().getOrDefault(key, Counts.NONE))));
        return new Made(made, CompletableFuture.runAsync(() -> store.keep(stored, lease), threads));
    }

    private Map<RankingKey, Snapshot> ranked(Collection<RankingKey> keys, RankingForecast forecast) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        keys.stream()
                .collect(Collectors.groupingBy(
                        RankingKey::recipe,
                        Collectors.mapping(key -> key.viewer().value(), Collectors.toSet())))
                .forEach((name, viewers) -> {
                    Recipe recipe = strategies.recipe(name).orElseThrow();
                    composer.rank(recipe, viewers, forecast)
                            .forEach(
                                    (viewer, snapshot) -> made.put(new RankingKey(new UserId(viewer), name), snapshot));
                });
        return made;
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_INTERVAL);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Computed rankings.
     *
     * @param stored completes when the rankings have been stored, so that cursors into them work, or could not be
     * stored; pages may be read meanwhile
     */
    public record Made(Map<RankingKey, Snapshot> rankings, CompletableFuture<Void> stored) {

        private Made and(Made more) {
            Map<RankingKey, Snapshot> all = new HashMap<>(rankings);
            all.putAll(more.rankings);
            return new Made(all, CompletableFuture.allOf(stored, more.stored));
        }
    }
}
