package io.mutuals.changelog;

import java.util.Map;

/** Reads the change log. Implementations block the calling (virtual) thread. */
public interface ChangeReader {

    /** Returns the current position: the last number of each shard. Every transaction that has ended is included. */
    Map<Long, Long> position();

    /**
     * Returns the changes after a position, and possibly later ones. Waits until the transactions that made them have
     * ended, so that whatever is read afterwards shows them in full.
     *
     * @param before the position up to which changes are known
     * @param now a position read after {@code before}
     * @throws io.mutuals.api.RequestException if Neo4j cannot be reached, or a transaction does not end in time
     */
    Changes between(Map<Long, Long> before, Map<Long, Long> now);
}
