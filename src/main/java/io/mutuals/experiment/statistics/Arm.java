package io.mutuals.experiment.statistics;

/**
 * The metric of one arm as if it were a mean: each unit counts (numerator - rate x denominator) / mean denominator, the delta method of a
 * ratio of means (Deng, Knoblich and Lu, "Applying the delta method in metric analytics", 2018). Where all denominators are 1 it is the mean.
 */
record Arm(Moments moments) {

    long units() {
        return moments.units();
    }

    double denominator() {
        return moments.sum(Moments.DENOMINATOR);
    }

    double rate() {
        return moments.sum(Moments.NUMERATOR) / denominator();
    }

    double covariate(int at) {
        return moments.mean(Moments.FIRST_COVARIATE + at);
    }

    /** The scatter of what units count. */
    double scatter() {
        double rate = rate();
        double scatter = moments.scatter(Moments.NUMERATOR, Moments.NUMERATOR)
                - 2 * rate * moments.scatter(Moments.NUMERATOR, Moments.DENOMINATOR)
                + rate * rate * moments.scatter(Moments.DENOMINATOR, Moments.DENOMINATOR);
        double scale = moments.scatter(Moments.NUMERATOR, Moments.NUMERATOR);
        double mean = moments.mean(Moments.DENOMINATOR);
        // Where every unit has the same rate only rounding is left.
        return scatter <= 1e-12 * scale ? 0 : scatter / (mean * mean);
    }

    /** The scatter of what units count with a covariate. */
    double scatter(int at) {
        int covariate = Moments.FIRST_COVARIATE + at;
        return (moments.scatter(Moments.NUMERATOR, covariate)
                        - rate() * moments.scatter(Moments.DENOMINATOR, covariate))
                / moments.mean(Moments.DENOMINATOR);
    }

    double scatter(int one, int other) {
        return moments.scatter(Moments.FIRST_COVARIATE + one, Moments.FIRST_COVARIATE + other);
    }
}
