package io.mutuals.suggestion;

import io.mutuals.suggestion.Snapshot.Place;
import java.util.List;
import java.util.Map;

/** Is told who most likely leads rankings while they are still being made. */
@FunctionalInterface
interface Outlook {

    /** Makes nothing of it. */
    Outlook IGNORED = likely -> {};

    /**
     * Is told it at most once for each strategy, and returns at once.
     *
     * @param likely by viewer the first places, best first, as they would be if nobody were set aside
     */
    void of(Map<Long, List<Place>> likely);
}
