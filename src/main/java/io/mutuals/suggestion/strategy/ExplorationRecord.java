package io.mutuals.suggestion.strategy;

import java.util.List;

/**
 * Record that the first place of a ranking was subject to exploration, whether or not the draw changed it.
 *
 * @param snapshot number of the ranking
 * @param first candidate drawn for the first place, and with what probability
 * @param candidates user ids that could have been drawn, in the order of the strategy
 */
public record ExplorationRecord(long snapshot, PlacementOrigin.Led first, List<Long> candidates) {}
