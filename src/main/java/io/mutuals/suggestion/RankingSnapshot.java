package io.mutuals.suggestion;

import io.hypersistence.tsid.TSID;
import java.time.Instant;

/** A snapshot as clients see it. */
public record RankingSnapshot(long number, String strategy, String ranker, Instant computedAt, CacheStatus cache) {

    static RankingSnapshot of(Snapshot snapshot, CacheStatus cache) {
        return new RankingSnapshot(
                snapshot.number(), snapshot.strategy(), snapshot.ranker(), snapshot.computedAt(), cache);
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
