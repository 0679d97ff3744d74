package io.mutuals.changelog;

import java.util.Map;
import java.util.Set;

/**
 * The changes that were committed after a position in the log.
 *
 * @param position the position after these changes: the last number of each shard
 * @param facts the facts that were changed; not all of them unless {@code complete}
 * @param complete whether {@code facts} names every change since. False if the log no longer holds all of them, if they
 *     are too many, or if a writer did not say what was changed
 */
public record Changes(Map<Long, Long> position, Set<Fact> facts, boolean complete) {}
