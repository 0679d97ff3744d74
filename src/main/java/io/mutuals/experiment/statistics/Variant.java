package io.mutuals.experiment.statistics;

/**
 * The metric of one variant as if it were a mean: each unit counts (numerator - rate x denominator) / mean denominator, the delta method of a
 * ratio of means (Deng, Knoblich and Lu, "Applying the delta method in metric analytics", 2018). Where all denominators are 1 it is the mean.
 */
record Variant(Moments moments) {

    /** Where all units have the same rate, or covariates explain everything, this part of the scatter may be left by rounding. */
    private static final double ROUNDING = 1e-12;

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
        return scatter <= ROUNDING * scale ? 0 : scatter / (mean * mean);
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

    /** The scatter that is left when each covariate has been multiplied by its coefficient and taken off. */
    double scatterWithout(double[] theta) {
        double plain = scatter();
        double left = plain;
        for (int i = 0; i < theta.length; i++) {
            left -= 2 * theta[i] * scatter(i);
            for (int j = 0; j < theta.length; j++) {
                left += theta[i] * theta[j] * scatter(i, j);
            }
        }
        return left <= ROUNDING * plain ? 0 : left;
    }
}
