package io.mutuals.experiment.statistics;

/**
 * Two variants after covariate adjustment (CUPED: Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online
 * controlled experiments by utilizing pre-experiment data", 2013). Chance imbalances in the covariates are removed with
 * regression coefficients pooled over both variants.
 *
 * <p>If most units are zero and a few are large, a variant's own variance estimate is unreliable; in the extreme, a
 * variant in which nothing has happened yet would have variance 0. Degrees of freedom are therefore based on the
 * <b>effective</b> number of units, units / (1 + coefficient of variation squared) (Kish, "Survey sampling", 1965),
 * with the variation pooled over both variants; for binary metrics this is the number of ones. A variant whose variance
 * is below the pooled one is shrunk towards it with a prior weight of {@value #PRIOR_UNITS} effective units. For two
 * large variants the result equals Welch's test.
 *
 * @param shared variance of each rate, and their covariance, caused by the unknown true means of the covariates
 * @param removed fraction of the variance that the covariates removed, 0 to 1
 */
record AdjustedPair(AdjustedRate control, AdjustedRate treatment, double shared, double removed) {

    /**
     * Minimum number of units in each variant; below it, covariates are ignored because their coefficients cannot be
     * estimated.
     */
    static final int MIN_UNITS = 30;

    private static final double PRIOR_UNITS = 10;

    /** Adjusts two variants that have at least 2 units each and denominators above 0; O(covariates^3). */
    static AdjustedPair of(LinearisedVariant control, LinearisedVariant treatment) {
        boolean enough = Math.min(control.units(), treatment.units()) >= MIN_UNITS;
        int covariates = enough ? control.moments().covariates() : 0;
        double[][] xx = new double[covariates][covariates];
        double[] xy = new double[covariates];
        for (int i = 0; i < covariates; i++) {
            xy[i] = control.scatter(i) + treatment.scatter(i);
            for (int j = 0; j < covariates; j++) {
                xx[i][j] = control.scatter(i, j) + treatment.scatter(i, j);
            }
        }
        double[] theta = LeastSquares.coefficients(xx, xy);
        double imbalance = 0;
        double explained = 0;
        for (int i = 0; i < covariates; i++) {
            imbalance += theta[i] * (treatment.covariate(i) - control.covariate(i));
            explained += theta[i] * xy[i];
        }
        double units = control.units() + treatment.units();
        double scatter = control.scatter() + treatment.scatter();
        double pooled = (control.scatterWithout(theta) + treatment.scatterWithout(theta)) / (units - 2 - covariates);
        double concentration = concentration(control.moments().plus(treatment.moments()));
        return new AdjustedPair(
                side(control, theta, imbalance * treatment.units() / units, pooled, concentration),
                side(treatment, theta, -imbalance * control.units() / units, pooled, concentration),
                explained / units / units,
                scatter > 0 ? Math.clamp(explained / scatter, 0, 1) : 0);
    }

    /** Returns the ratio of units to effective units. */
    private static double concentration(Moments both) {
        return Math.max(both.concentration(Moments.NUMERATOR), both.concentration(Moments.DENOMINATOR));
    }

    private static AdjustedRate side(
            LinearisedVariant variant, double[] theta, double correction, double pooled, double concentration) {
        double effective = variant.units() / concentration;
        double own = variant.scatterWithout(theta) / (variant.units() - 1 - theta.length);
        double shrunk = (effective * own + PRIOR_UNITS * Math.max(own, pooled)) / (effective + PRIOR_UNITS);
        return new AdjustedRate(variant.rate() + correction, shrunk / variant.units(), effective);
    }

    double difference() {
        return treatment.rate() - control.rate();
    }

    double standardError() {
        return Math.sqrt(control.variance() + treatment.variance());
    }

    /**
     * Returns the degrees of freedom of the difference (Welch, "The generalization of Student's problem", 1947), based
     * on effective units; at least 1.
     */
    double degreesOfFreedom() {
        double variance = control.variance() + treatment.variance();
        return Math.max(1, variance * variance / (uncertainty(control) + uncertainty(treatment)));
    }

    private static double uncertainty(AdjustedRate side) {
        return side.variance() * side.variance() / Math.max(1, side.effective() - 1);
    }

    /** Returns the effective units of the smaller variant. */
    double minEffective() {
        return Math.min(control.effective(), treatment.effective());
    }

    /** Returns the total effective size of two equally large variants that would yield the same precision. */
    double effective() {
        return 4 / (1 / control.effective() + 1 / treatment.effective());
    }

    /**
     * Returns the interval of treatment - factor x control that extends {@code reach} standard errors to either side.
     */
    Interval contrast(double factor, double reach) {
        double variance =
                treatment.variance() + factor * factor * control.variance() + (1 - factor) * (1 - factor) * shared;
        return Interval.around(treatment.rate() - factor * control.rate(), reach * Math.sqrt(variance));
    }

    /**
     * Returns the interval of treatment / control by Fieller's theorem (Fieller, "Some problems in interval
     * estimation", 1954): all r for which treatment - r x control is within {@code reach} standard errors of 0.
     * Unbounded if the control's rate is not significantly different from 0.
     */
    Interval ratio(double reach) {
        if (!Double.isFinite(reach)) {
            return Interval.UNBOUNDED;
        }
        double squared = reach * reach;
        double a = control.rate() * control.rate() - squared * (control.variance() + shared);
        double half = control.rate() * treatment.rate() - squared * shared;
        double c = treatment.rate() * treatment.rate() - squared * (treatment.variance() + shared);
        if (!(a > 0)) {
            return Interval.UNBOUNDED;
        }
        double root = Math.sqrt(Math.max(0, half * half - a * c));
        return new Interval((half - root) / a, (half + root) / a);
    }
}
