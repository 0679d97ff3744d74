package io.mutuals.experiment.statistics;

/**
 * One page that explored: who came first, and what came of it.
 *
 * @param viewer rows of one viewer are not independent, and are kept together
 * @param reward what the viewer did with whoever came first, such as 1 for a request that was sent
 * @param base where whoever came first was in the ranking before, from 0
 * @param propensity how likely they came first, above 0 and at most 1
 * @param among how many people, from the first, might have come first
 * @param targetBase where the one whom the target would put first was in the ranking before; negative when that is nobody of it
 */
public record Logged(long viewer, double reward, int base, double propensity, int among, int targetBase) {

    /** @throws IllegalArgumentException when the propensity is out of its range */
    public Logged {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException(
                    "A propensity is above 0 and at most 1; viewer " + viewer + " has a row with " + propensity + ".");
        }
    }

    /** Whether the target's choice might have come first, so that this row can say something about the target. */
    boolean isSupported() {
        return targetBase >= 0 && targetBase < among && (propensity < 1 || targetBase == base);
    }

    /** 1 / propensity where chance chose as the target would, else 0. */
    double weight() {
        return targetBase == base ? 1 / propensity : 0;
    }
}
