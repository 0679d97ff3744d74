package io.mutuals.experiment.statistics;

/**
 * One logged page whose first place was drawn by exploration.
 *
 * @param viewer viewer of the page; rows of one viewer are not independent and are kept together
 * @param reward action of the viewer on the first candidate, such as 1 for a friend request sent
 * @param base index of the first candidate in the ranking before exploration
 * @param propensity probability with which that candidate was drawn, above 0 and at most 1
 * @param among number of candidates, from the top, that could have been drawn
 * @param targetBase index in the ranking before exploration of the candidate that the target policy would put first;
 * negative if it is not in that ranking
 */
public record ExplorationRow(long viewer, double reward, int base, double propensity, int among, int targetBase) {

    /** @throws IllegalArgumentException if the propensity is out of range */
    public ExplorationRow {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("The propensity must be above 0 and at most 1, but is " + propensity
                    + " in a row of viewer " + viewer + ".");
        }
    }

    /**
     * Returns true if the target's choice could have been drawn, so that the row carries information about the target.
     */
    boolean isSupported() {
        return targetBase >= 0 && targetBase < among && (propensity < 1 || targetBase == base);
    }

    /** Returns the importance weight: 1 / propensity if the draw agrees with the target, else 0. */
    double weight() {
        return targetBase == base ? 1 / propensity : 0;
    }
}
