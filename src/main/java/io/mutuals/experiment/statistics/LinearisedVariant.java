package io.mutuals.experiment.statistics;

/**
 * Linearises the metric of one variant: each unit contributes (numerator - rate x denominator) / mean denominator, the
 * delta method for a ratio of means (Deng, Knoblich and Lu, "Applying the delta method in metric analytics", 2018). If
 * all denominators are 1, the metric is the mean.
 */
record LinearisedVariant(Moments moments) {

    /**
     * Relative scatter that may be rounding noise if all units have the same rate or the covariates explain everything.
     */
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

    /** Returns the scatter (sum of squared deviations) of the units' contributions. */
    double scatter() {
        double rate = rate();
        double scatter = moments.scatter(Moments.NUMERATOR, Moments.NUMERATOR)
                - 2 * rate * moments.scatter(Moments.NUMERATOR, Moments.DENOMINATOR)
                + rate * rate * moments.scatter(Moments.DENOMINATOR, Moments.DENOMINATOR);
        double scale = moments.scatter(Moments.NUMERATOR, Moments.NUMERATOR);
        double mean = moments.mean(Moments.DENOMINATOR);
        return scatter <= ROUNDING * scale ? 0 : scatter / (mean * mean);
    }

    /** Returns the co-scatter of the units' contributions with a covariate. */
    double scatter(int at) {
        int covariate = Moments.FIRST_COVARIATE + at;
        return (moments.scatter(Moments.NUMERATOR, covariate)
                        - rate() * moments.scatter(Moments.DENOMINATOR, covariate))
                / moments.mean(Moments.DENOMINATOR);
    }

    double scatter(int one, int other) {
        return moments.scatter(Moments.FIRST_COVARIATE + one, Moments.FIRST_COVARIATE + other);
    }

    /** Returns the scatter that remains after subtracting the covariates times their coefficients. */
    double scatterWithout(double[] theta) {
        double plain = scatter();
        double remaining = plain;
        for (int i = 0; i < theta.length; i++) {
            remaining -= 2 * theta[i] * scatter(i);
            for (int j = 0; j < theta.length; j++) {
                remaining += theta[i] * theta[j] * scatter(i, j);
            }
        }
        return remaining <= ROUNDING * plain ? 0 : remaining;
    }
}
