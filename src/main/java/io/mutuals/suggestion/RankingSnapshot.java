package io.mutuals.suggestion;

import io.hypersistence.tsid.TSID;
import io.mutuals.suggestion.ranking.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as clients see it.
 *
 * @param number the TSID of the ranking
 * @param strategy the recipe of the ranking; null unless the viewer is an experimenter, because it would tell other
 *     viewers that they take part in an experiment
 * @param ranker the ranker that ordered friends of friends; null likewise
 */
public record RankingSnapshot(
        long number, @Nullable String strategy, @Nullable String ranker, Instant computedAt, CacheStatus cache) {

    static RankingSnapshot of(Snapshot snapshot, CacheStatus cache, boolean isExperimenter) {
        return new RankingSnapshot(
                snapshot.number(),
                isExperimenter ? snapshot.recipe() : null,
                isExperimenter ? snapshot.ranker() : null,
                snapshot.computedAt(),
                cache);
    }

    /** Returns the number as text. */
    public String id() {
        return TSID.from(number).toString();
    }

    /** Where a ranking came from. */
    public enum CacheStatus {
        /** A current ranking was stored. */
        HIT,
        /** The ranking was computed for this request. */
        MISS,
        /** The stored ranking is outdated by its age or by a change; a new one is being computed. */
        STALE
    }
}
