package io.mutuals.suggestion.strategy;

import java.util.List;

/**
 * That the first place of a ranking was, or might have been, given away by lot.
 *
 * @param snapshot the number of the ranking
 * @param first who got it, and how
 * @param candidates who could have got it, in the order of the strategy
 */
public record Explored(long snapshot, PlacementOrigin.Led first, List<Long> candidates) {}
