package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.ranking.Snapshot.Place;
import java.util.List;
import java.util.Map;

/** Receives the likely first places of rankings while they are still being computed. */
@FunctionalInterface
public interface RankingForecast {

    /** Ignores the forecast. */
    RankingForecast IGNORED = likely -> {};

    /**
     * Receives the forecast, at most once per strategy. Must not block.
     *
     * @param likely likely first places by viewer, best first: those that result if no candidate has to be removed
     */
    void accept(Map<Long, List<Place>> likely);
}
