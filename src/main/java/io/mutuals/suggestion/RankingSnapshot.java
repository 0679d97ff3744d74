package io.mutuals.suggestion;

import io.hypersistence.tsid.TSID;
import java.time.Instant;

/** A snapshot as clients see it. */
public record RankingSnapshot(long number, String strategy, Instant computedAt, CacheStatus cache) {

    /** Names the ranking. */
    public String id() {
        return TSID.from(number).toString();
    }

    /** Whether a ranking was at hand. */
    public enum CacheStatus {
        /** It was at hand. */
        HIT,
        /** It was computed for this request. */
        MISS
    }
}
