package io.mutuals.suggestion;

import io.mutuals.api.Ids;
import io.mutuals.suggestion.SnapshotStore.Counts;
import io.mutuals.suggestion.SnapshotStore.Kept;
import io.mutuals.suggestion.SnapshotStore.Stored;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes the rankings that are not at hand, each of them once, however many ask for it on however many replicas: one computes and
 * stores it, and the others wait for what it stored. Without Redis everybody computes their own.
 */
@Service
class Rankings {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Strategies strategies;
    private final Computation computation;
    private final SnapshotStore store;
    private final SuggestionProperties properties;
    private final Ids ids;

    Rankings(
            Strategies strategies,
            Computation computation,
            SnapshotStore store,
            SuggestionProperties properties,
            Ids ids) {
        this.strategies = strategies;
        this.computation = computation;
        this.store = store;
        this.properties = properties;
        this.ids = ids;
    }

    /**
     * A ranking for each key, which must not be at hand: computed here, or by whoever computes it already. Whoever does not come to an
     * end in time is not waited for.
     */
    Map<RankingKey, Snapshot> make(Set<RankingKey> keys) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        Set<RankingKey> wanted = new HashSet<>(keys);
        long end = System.nanoTime() + properties.patience().toNanos();
        while (!wanted.isEmpty()) {
            boolean late = System.nanoTime() >= end;
            Map<RankingKey, Snapshot> mine = late ? compute(wanted, null, Map.of()) : makeIfFree(wanted);
            made.putAll(mine);
            wanted.removeAll(mine.keySet());
            if (wanted.isEmpty() || !pause()) {
                break;
            }
            store.find(wanted).forEach((key, kept) -> {
                if (kept.isValid()) {
                    made.put(key, kept.latest().snapshot());
                    wanted.remove(key);
                }
            });
        }
        return made;
    }

    /** Computes and stores those of the rankings that nobody else computes now. */
    Map<RankingKey, Snapshot> makeIfFree(Collection<RankingKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        String token = Long.toString(ids.next());
        @Nullable Map<RankingKey, Counts> given = store.lease(keys, token);
        return given == null ? compute(keys, null, Map.of()) : compute(given.keySet(), token, given);
    }

    private Map<RankingKey, Snapshot> compute(
            Collection<RankingKey> keys, @Nullable String token, Map<RankingKey, Counts> counts) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        keys.stream()
                .collect(Collectors.groupingBy(
                        RankingKey::strategy, Collectors.mapping(RankingKey::viewer, Collectors.toSet())))
                .forEach((name, viewers) -> {
                    Strategy strategy = strategies.named(name).orElseThrow();
                    computation
                            .rank(strategy, viewers)
                            .forEach((viewer, snapshot) -> made.put(new RankingKey(viewer, name), snapshot));
                });
        if (token != null) {
            Map<RankingKey, Stored> stored = new HashMap<>();
            made.forEach((key, snapshot) -> stored.put(key, new Stored(snapshot, counts.getOrDefault(key, Counts.NONE))));
            store.keep(stored, token);
        }
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
}
