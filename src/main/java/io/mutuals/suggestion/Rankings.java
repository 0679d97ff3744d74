package io.mutuals.suggestion;

import io.mutuals.api.Ids;
import io.mutuals.suggestion.SnapshotStore.Counts;
import io.mutuals.suggestion.SnapshotStore.Stored;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
    private final Mixing mixing;
    private final SnapshotStore store;
    private final SuggestionProperties properties;
    private final Ids ids;

    Rankings(Strategies strategies, Mixing mixing, SnapshotStore store, SuggestionProperties properties, Ids ids) {
        this.strategies = strategies;
        this.mixing = mixing;
        this.store = store;
        this.properties = properties;
        this.ids = ids;
    }

    /**
     * The rankings, made here or by whoever makes them already. Whoever does not come to an end in time is not waited for.
     */
    Map<RankingKey, Snapshot> make(Collection<Due> rankings) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        Map<RankingKey, Due> wanted = new HashMap<>();
        rankings.forEach(due -> wanted.put(due.key(), due));
        long end = System.nanoTime() + properties.patience().toNanos();
        while (true) {
            boolean late = System.nanoTime() >= end;
            made.putAll(late ? compute(wanted.keySet(), null, Map.of()) : makeIfFree(wanted.values()));
            wanted.keySet().removeAll(made.keySet());
            if (wanted.isEmpty() || !pause()) {
                return made;
            }
            store.find(wanted.keySet()).forEach((key, kept) -> {
                if (kept.isValid()) {
                    made.put(key, kept.latest().snapshot());
                    wanted.remove(key);
                } else {
                    wanted.put(key, new Due(key, kept.latest().snapshot().number()));
                }
            });
            if (wanted.isEmpty()) {
                return made;
            }
        }
    }

    /** Makes and stores those of the rankings that nobody else makes now, or has made meanwhile. */
    Map<RankingKey, Snapshot> makeIfFree(Collection<Due> rankings) {
        if (rankings.isEmpty()) {
            return Map.of();
        }
        String token = Long.toString(ids.next());
        @Nullable Map<RankingKey, Counts> given = store.lease(rankings, token);
        return given == null
                ? compute(rankings.stream().map(Due::key).toList(), null, Map.of())
                : compute(given.keySet(), token, given);
    }

    private Map<RankingKey, Snapshot> compute(
            Collection<RankingKey> keys, @Nullable String token, Map<RankingKey, Counts> counts) {
        Map<RankingKey, Snapshot> made = new HashMap<>();
        keys.stream()
                .collect(Collectors.groupingBy(
                        RankingKey::recipe, Collectors.mapping(RankingKey::viewer, Collectors.toSet())))
                .forEach((name, viewers) -> {
                    Recipe recipe = strategies.recipe(name).orElseThrow();
                    mixing.rank(recipe, viewers)
                            .forEach((viewer, snapshot) -> made.put(new RankingKey(viewer, name), snapshot));
                });
        if (token != null) {
            Map<RankingKey, Stored> stored = new HashMap<>();
            made.forEach((key, snapshot) ->
                    stored.put(key, new Stored(snapshot, counts.getOrDefault(key, Counts.NONE))));
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
