package io.mutuals.suggestion.strategy;

/** How somebody came to a place of a ranking, where that was not by the order of one strategy alone. */
public sealed interface PlacementOrigin {

    /** Nothing was done. */
    PlacementOrigin NONE = new None();

    /** By the order of one strategy. */
    record None() implements PlacementOrigin {}

    /** By the choice of one of two strategies in a team draft. */
    record Drafted(Team team) implements PlacementOrigin {}

    /**
     * At the first place of a ranking that explores, by lot or not.
     *
     * @param base the index that the candidate has in the order of the strategy
     * @param propensity how likely it was that this candidate would be placed first, above 0
     * @param among of how many it could have been
     */
    record Led(int base, double propensity, int among) implements PlacementOrigin {}
}
