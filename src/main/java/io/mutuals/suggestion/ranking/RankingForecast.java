package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.ranking.Snapshot.Place;
import java.util.List;
import java.util.Map;

/** Is told who most likely leads rankings while they are still being made. */
@FunctionalInterface
public interface RankingForecast {

    /** Makes nothing of it. */
    RankingForecast IGNORED = likely -> {};

    /**
     * Is told it at most once for each strategy, and returns at once.
     *
     * @param likely by viewer the first places, best first, as they would be if nobody were set aside
     */
    void of(Map<Long, List<Place>> likely);
}
