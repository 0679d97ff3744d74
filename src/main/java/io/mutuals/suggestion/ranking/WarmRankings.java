package io.mutuals.suggestion.ranking;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.suggestion.ranking.SnapshotStore.Kept;
import io.mutuals.suggestion.strategy.Strategies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Precomputes the rankings of recently active viewers: before one gets too old, or when a change has made it stale, a
 * new one is requested. One replica does this for all.
 */
@Component
class WarmRankings extends BackgroundLoop {

    private static final int BATCH_SIZE = 100;

    private final RecentViewers recent;
    private final SnapshotStore store;
    private final Strategies strategies;
    private final Refresher refresher;
    private final RankingProperties properties;
    private final InstantSource clock;

    WarmRankings(
            RecentViewers recent,
            SnapshotStore store,
            Strategies strategies,
            Refresher refresher,
            RankingProperties properties,
            InstantSource clock) {
        super("suggestions-warm", "Rankings could not be precomputed; they are computed when they are requested");
        this.recent = recent;
        this.store = store;
        this.strategies = strategies;
        this.refresher = refresher;
        this.properties = properties;
        this.clock = clock;
    }

    /** Requests the rankings that are due; returns their number. */
    int warm() {
        recent.flush();
        List<RankingKey> keys = recent.claimForWarming().stream()
                .filter(key -> strategies.recipe(key.recipe()).isPresent())
                .toList();
        int asked = 0;
        for (int from = 0; from < keys.size(); from += BATCH_SIZE) {
            List<RankingKey> some = keys.subList(from, Math.min(keys.size(), from + BATCH_SIZE));
            Map<RankingKey, Kept> kept = store.find(some);
            for (RankingKey key : some) {
                Kept old = kept.get(key);
                if (isDue(old)) {
                    refresher.request(new RankingRequest(key, Kept.number(old)));
                    asked++;
                }
            }
        }
        return asked;
    }

    private boolean isDue(@Nullable Kept kept) {
        if (kept == null || !kept.isCurrent()) {
            return true;
        }
        Duration soon = properties.fresh().multipliedBy(4).dividedBy(5);
        Instant computed = kept.latest().snapshot().computedAt();
        return !clock.instant().isBefore(computed.plus(soon));
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.warmEvery());
        warm();
    }
}
