package io.mutuals.suggestion.mix;

import java.util.SplittableRandom;

/**
 * Gives the first place to chance now and then, so that what another ranking would have put there can be estimated from what happened
 * (epsilon-greedy).
 *
 * <p>The others keep their order behind. Nobody who may come first has a chance below {@code share / among}, so no reward is ever weighted
 * by more than {@code among / share}; under softmax, say, weights have no bound that is known beforehand, and a few rows can decide an estimate.
 *
 * @param share how often chance decides, 0 to 1
 * @param among how many people, from the first, chance decides among; at least 1
 */
public record Exploration(double share, int among) {

    /** @throws IllegalArgumentException when a component is out of its range */
    public Exploration {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share must be from 0 to 1, and is " + share + ".");
        }
        if (among < 1) {
            throw new IllegalArgumentException("Chance must decide among at least 1 person, not " + among + ".");
        }
    }

    /**
     * Decides who comes first on one page.
     *
     * @param available how many people the ranking has, at least 1
     * @param seed the same seed gives the same answer
     */
    public Draw draw(int available, long seed) {
        int eligible = eligible(available);
        SplittableRandom random = new SplittableRandom(seed);
        int base = random.nextDouble() < share ? random.nextInt(eligible) : 0;
        return new Draw(base, propensity(base, available), eligible);
    }

    /**
     * How likely {@link #draw} puts {@code base} first, 0 to 1.
     *
     * @param base an index in the ranking as it was before
     * @param available how many people the ranking has, at least 1
     */
    public double propensity(int base, int available) {
        int eligible = eligible(available);
        double drawn = base < eligible ? share / eligible : 0;
        return base == 0 ? 1 - share + drawn : drawn;
    }

    private int eligible(int available) {
        if (available < 1) {
            throw new IllegalArgumentException("There must be at least 1 person to draw.");
        }
        return Math.min(among, available);
    }
}
