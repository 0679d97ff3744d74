package io.mutuals.suggestion.ranking;

import io.mutuals.api.Ids;
import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.evidence.SuggestionProperties;
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
 * Makes the rankings that are not at hand, each of them once, however many ask for it on however many replicas: one computes and
 * stores it, and the others wait for what it stored. Without Redis everybody computes their own.
 */
@Service
public class Rankings {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Strategies strategies;
    private final RankingComposer mixing;
    private final SnapshotStore store;
    private final SuggestionProperties properties;
    private final Ids ids;
    private final SideThreads threads;

    Rankings(
            Strategies strategies,
            RankingComposer mixing,
            SnapshotStore store,
            SuggestionProperties properties,
            Ids ids,
            SideThreads threads) {
        this.strategies = strategies;
        this.mixing = mixing;
        this.store = store;
        this.properties = properties;
        this.ids = ids;
        this.threads = threads;
    }

    /** Names an attempt to get the work on rankings. */
    public String token() {
        return Long.toString(ids.next());
    }

    /**
     * The rankings, made here or by whoever makes them already. Whoever does not come to an end in time is not waited for.
     *
     * @param lease of those of the rankings that are to be made here at once; null when there is no cache, so that all are
     * @param outlook is told of those
     */
    public Made make(Collection<RankingRequest> rankings, @Nullable Lease lease, RankingForecast outlook) {
        Map<RankingKey, RankingRequest> wanted = new HashMap<>();
        rankings.forEach(due -> wanted.put(due.key(), due));
        Made made = lease == null ? unkept(wanted.keySet(), outlook) : compute(lease, outlook);
        wanted.keySet().removeAll(made.rankings().keySet());
        long end = System.nanoTime() + properties.patience().toNanos();
        while (!wanted.isEmpty() && pause()) {
            made = made.and(new Made(madeByOthers(wanted), DONE));
            boolean late = System.nanoTime() >= end;
            made = made.and(late ? unkept(wanted.keySet(), RankingForecast.IGNORED) : leaseAndCompute(wanted.values()));
            wanted.keySet().removeAll(made.rankings().keySet());
        }
        return made;
    }

    /** Takes what is there by now out of what is wanted. */
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

    /** Makes and stores those of the rankings that nobody else makes now, or has made meanwhile. */
    Map<RankingKey, Snapshot> makeIfFree(Collection<RankingRequest> rankings) {
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
                ? unkept(rankings.stream().map(RankingRequest::key).toList(), RankingForecast.IGNORED)
                : compute(lease, RankingForecast.IGNORED);
    }

    private Made unkept(Collection<RankingKey> keys, RankingForecast outlook) {
        return new Made(ranked(keys, outlook), DONE);
    }

    private Made compute(Lease lease, RankingForecast outlook) {
        if (lease.given().isEmpty()) {
            return new Made(Map.of(), DONE);
        }
        Map<RankingKey, Snapshot> made = ranked(lease.given().keySet(), outlook);
        Map<RankingKey, Stored> stored = new HashMap<>();
        made.forEach((key, snapshot) ->
                stored.put(key, new Stored(snapshot, lease.given().getOrDefault(key, Counts.NONE))));
        return new Made(made, CompletableFuture.runAsync(() -> store.keep(stored, lease), threads));
    }

    private Map<RankingKey, Snapshot> ranked(Collection<RankingKey> keys, RankingForecast outlook) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        keys.stream()
                .collect(Collectors.groupingBy(
                        RankingKey::recipe, Collectors.mapping(RankingKey::viewer, Collectors.toSet())))
                .forEach((name, viewers) -> {
                    Recipe recipe = strategies.recipe(name).orElseThrow();
                    mixing.rank(recipe, viewers, outlook)
                            .forEach((viewer, snapshot) -> made.put(new RankingKey(viewer, name), snapshot));
                });
        return made;
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Rankings that were made.
     *
     * @param stored ends when cursors into them are good, or will not be; it may go on while their pages are read
     */
    public record Made(Map<RankingKey, Snapshot> rankings, CompletableFuture<Void> stored) {

        private Made and(Made more) {
            Map<RankingKey, Snapshot> all = new HashMap<>(rankings);
            all.putAll(more.rankings);
            return new Made(all, CompletableFuture.allOf(stored, more.stored));
        }
    }
}
