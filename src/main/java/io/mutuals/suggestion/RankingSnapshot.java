package io.mutuals.suggestion;

import io.hypersistence.tsid.TSID;
import io.mutuals.suggestion.ranking.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as clients see it.
 *
 * @param strategy how it was made; null for all who may not know whether they take part in an experiment
 * @param ranker what ordered friends of friends; null likewise
 */
public record RankingSnapshot(
        long number, @Nullable String strategy, @Nullable String ranker, Instant computedAt, CacheStatus cache) {

    static RankingSnapshot of(Snapshot snapshot, CacheStatus cache, boolean inFull) {
        return new RankingSnapshot(
                snapshot.number(),
                inFull ? snapshot.recipe() : null,
                inFull ? snapshot.ranker() : null,
                snapshot.computedAt(),
                cache);
    }

    /** Names the ranking. */
    public String id() {
        return TSID.from(number).toString();
    }

    /** Whether a ranking was at hand. */
    public enum CacheStatus {
        /** It was at hand. */
        HIT,
        /** It was computed for this request. */
        MISS,
        /** One was at hand that a change or its age made out of date; a new one is being made. */
        STALE
    }
}
