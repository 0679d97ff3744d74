package io.mutuals.suggestion.strategy;

/** The reason for a candidate's place in a ranking, other than by the order of a single strategy. */
public sealed interface PlacementOrigin {

    /** Placed by the order of a single strategy. */
    PlacementOrigin NONE = new None();

    /** Placed by the order of a single strategy. */
    record None() implements PlacementOrigin {}

    /** Picked by one of two strategies in a team draft. */
    record Drafted(Team team) implements PlacementOrigin {}

    /**
     * Placed first in a ranking that explores, whether or not the draw changed the order.
     *
     * @param base index of the candidate in the order of the strategy, from 0
     * @param propensity probability with which this candidate was drawn, above 0
     * @param among number of candidates that could have been drawn
     */
    record Led(int base, double propensity, int among) implements PlacementOrigin {}
}
