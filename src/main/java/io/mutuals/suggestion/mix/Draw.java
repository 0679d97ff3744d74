package io.mutuals.suggestion.mix;

/**
 * Who came first on a page that explored.
 *
 * @param base where that person was in the ranking before, from 0
 * @param propensity how likely that was, above 0
 * @param among how many people, from the first, might have come first
 */
public record Draw(int base, double propensity, int among) {

    /**
     * Where whoever is shown at {@code place} was in the ranking before.
     *
     * @param place from 0
     */
    public int baseAt(int place) {
        if (place == 0) {
            return base;
        }
        return place <= base ? place - 1 : place;
    }
}
