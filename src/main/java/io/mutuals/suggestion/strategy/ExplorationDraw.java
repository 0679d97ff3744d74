package io.mutuals.suggestion.strategy;

/**
 * Outcome of exploration on one page: the candidate drawn for the first place.
 *
 * @param base index of that candidate in the original ranking, from 0
 * @param propensity probability with which it was drawn, above 0
 * @param among number of candidates, from the top, that could have been drawn
 */
public record ExplorationDraw(int base, double propensity, int among) {}
