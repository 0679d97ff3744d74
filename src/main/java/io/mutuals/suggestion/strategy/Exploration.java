package io.mutuals.suggestion.strategy;

import java.util.SplittableRandom;

/**
 * Epsilon-greedy exploration of the first place: it is occasionally filled at random, so that the effect of another
 * ranking's choice can be estimated from what happened.
 *
 * <p>The other candidates keep their order. Every eligible candidate is drawn with a probability of at least {@code
 * share / among}, which bounds importance weights by {@code among / share}. Under softmax, for example, weights have no
 * such bound, and a few rows can dominate an estimate.
 *
 * @param share probability that the first place is drawn at random, 0 to 1
 * @param among number of candidates, from the top, to draw from, at least 1
 */
public record Exploration(double share, int among) {

    /** @throws IllegalArgumentException if a component is out of range */
    public Exploration {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The exploration share must be from 0 to 1, but is " + share + ".");
        }
        if (among < 1) {
            throw new IllegalArgumentException(
                    "Exploration must draw among at least 1 candidate, but among is " + among + ".");
        }
    }

    /**
     * Draws the candidate for the first place of one page.
     *
     * @param available number of candidates in the ranking, at least 1
     * @param seed seed of the draw; the result is deterministic for a given seed
     */
    public ExplorationDraw draw(int available, long seed) {
        int eligible = eligible(available);
        SplittableRandom random = new SplittableRandom(seed);
        int base = random.nextDouble() < share ? random.nextInt(eligible) : 0;
        return new ExplorationDraw(base, propensity(base, available), eligible);
    }

    /**
     * Returns the probability with which {@link #draw} puts a candidate first, 0 to 1.
     *
     * @param base index of the candidate in the original ranking
     * @param available number of candidates in the ranking, at least 1
     */
    public double propensity(int base, int available) {
        int eligible = eligible(available);
        double drawn = base < eligible ? share / eligible : 0;
        return base == 0 ? 1 - share + drawn : drawn;
    }

    private int eligible(int available) {
        if (available < 1) {
            throw new IllegalArgumentException(
                    "Exploration needs at least 1 available candidate, but there are " + available + ".");
        }
        return Math.min(among, available);
    }
}
