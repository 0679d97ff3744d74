package io.mutuals.suggestion.graph;

/**
 * Keeps the best of the people who are offered: by score at ten significant digits, so that the order in which a sum was added up does
 * not decide; of equals the smaller number. A heap with the worst on top. Not thread-safe.
 */
final class Best {

    private static final double[] POWERS = powers();
    private static final int SMALLEST = -300;

    private final int[] people;
    private final double[] scores;
    private int size;

    /** @param places how many to keep, at least 1 */
    Best(int places) {
        people = new int[places];
        scores = new double[places];
    }

    private static double[] powers() {
        double[] powers = new double[601];
        for (int at = 0; at < powers.length; at++) {
            powers[at] = Double.parseDouble("1e" + (at - 300));
        }
        return powers;
    }

    /** The nearest number of ten significant digits; 0 for what is too small to tell from it. */
    static double rounded(double score) {
        int exponent = (int) Math.floor(Math.log10(score));
        if (exponent - 9 < SMALLEST || 9 - exponent < SMALLEST) {
            return exponent < 0 ? 0 : score;
        }
        return Math.rint(score * POWERS[9 - exponent - SMALLEST]) / POWERS[9 - exponent - SMALLEST];
    }

    /** Considers a person; a score that is not above 0 is none. */
    void offer(int person, double score) {
        if (!(score > 0) || size == people.length && score < scores[0] * (1 - 1e-9)) {
            return;
        }
        double rounded = rounded(score);
        if (rounded <= 0) {
            return;
        }
        if (size < people.length) {
            up(size++, person, rounded);
        } else if (better(person, rounded, 0)) {
            down(person, rounded);
        }
    }

    private boolean better(int person, double score, int at) {
        return score > scores[at] || score == scores[at] && person < people[at];
    }

    private void up(int from, int person, double score) {
        int at = from;
        while (at > 0 && !better(person, score, (at - 1) / 2)) {
            put(at, people[(at - 1) / 2], scores[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, person, score);
    }

    private void down(int person, double score) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && better(people[child], scores[child], child + 1)) {
                child++;
            }
            if (!better(person, score, child)) {
                break;
            }
            put(at, people[child], scores[child]);
            at = child;
        }
        put(at, person, score);
    }

    private void put(int at, int person, double score) {
        people[at] = person;
        scores[at] = score;
    }

    /** Those kept, best first. Empties this. */
    Ranking ranking() {
        int[] ranked = new int[size];
        double[] by = new double[size];
        while (size > 0) {
            int place = size - 1;
            ranked[place] = people[0];
            by[place] = scores[0];
            size--;
            if (size > 0) {
                down(people[size], scores[size]);
            }
        }
        return new Ranking(ranked, by);
    }
}
