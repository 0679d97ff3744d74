package io.mutuals.experiment.statistics;

/**
 * Both variants after the covariates have explained what they can (CUPED: Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online
 * controlled experiments by utilizing pre-experiment data", 2013): what chance gave one variant more of a covariate than the other is taken off,
 * by coefficients that are the same in both variants.
 *
 * <p>Where most units count nothing and a few count much, a variant knows little of its own variance; at worst none of its few units has
 * counted yet, and it seems certain of nothing. So units are valued by their <b>effective</b> number, units / (1 + coefficient of variation
 * squared) (Kish, "Survey sampling", 1965), with the variation of both variants together; of zeros and ones it is the number of ones. It
 * takes the place of the units in the degrees of freedom; and a variant whose variance is below that of both together is drawn towards it,
 * as if {@value #DOUBT} effective units had that. Where both variants are large this is Welch's test.
 *
 * @param shared the variance, and covariance, that both rates have from not knowing the covariates' true means
 * @param removed the part of the variance that was removed, 0 to 1
 */
record Adjusted(Side control, Side treatment, double shared, double removed) {

    /** Fewer units in a variant than this do not tell what a covariate explains, so none is used. */
    static final int FEWEST_UNITS = 30;

    private static final double DOUBT = 10;

    /** Of two variants with at least 2 units each and denominators above 0. */
    static Adjusted of(Variant control, Variant treatment) {
        boolean enough = Math.min(control.units(), treatment.units()) >= FEWEST_UNITS;
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
        double ofBoth = (control.scatterWithout(theta) + treatment.scatterWithout(theta)) / (units - 2 - covariates);
        double concentration = concentration(control.moments().plus(treatment.moments()));
        return new Adjusted(
                side(control, theta, imbalance * treatment.units() / units, ofBoth, concentration),
                side(treatment, theta, -imbalance * control.units() / units, ofBoth, concentration),
                explained / units / units,
                scatter > 0 ? Math.clamp(explained / scatter, 0, 1) : 0);
    }

    /** How many units there are for each effective one. */
    private static double concentration(Moments both) {
        return Math.max(both.concentration(Moments.NUMERATOR), both.concentration(Moments.DENOMINATOR));
    }

    private static Side side(Variant variant, double[] theta, double correction, double ofBoth, double concentration) {
        double effective = variant.units() / concentration;
        double own = variant.scatterWithout(theta) / (variant.units() - 1 - theta.length);
        double believed = (effective * own + DOUBT * Math.max(own, ofBoth)) / (effective + DOUBT);
        return new Side(variant.rate() + correction, believed / variant.units(), effective);
    }

    double difference() {
        return treatment.rate() - control.rate();
    }

    double standardError() {
        return Math.sqrt(control.variance() + treatment.variance());
    }

    /** Of the difference (Welch, "The generalization of Student's problem", 1947), in effective units; at least 1. */
    double degreesOfFreedom() {
        double variance = control.variance() + treatment.variance();
        return Math.max(1, variance * variance / (uncertainty(control) + uncertainty(treatment)));
    }

    private static double uncertainty(Side side) {
        return side.variance() * side.variance() / Math.max(1, side.effective() - 1);
    }

    /** The effective units of the smaller variant. */
    double fewestEffective() {
        return Math.min(control.effective(), treatment.effective());
    }

    /** How many effective units two equal variants would need together to know as much. */
    double effective() {
        return 4 / (1 / control.effective() + 1 / treatment.effective());
    }

    /** treatment - factor x control, give or take so many of its standard errors. */
    Interval contrast(double factor, double reach) {
        double variance =
                treatment.variance() + factor * factor * control.variance() + (1 - factor) * (1 - factor) * shared;
        return Interval.around(treatment.rate() - factor * control.rate(), reach * Math.sqrt(variance));
    }

    /**
     * All ratios treatment / control that are within so many standard errors (Fieller, "Some problems in interval estimation", 1954): those r
     * for which treatment - r x control may be 0. Everywhere when the control may be 0.
     */
    Interval ratio(double reach) {
        if (!Double.isFinite(reach)) {
            return Interval.EVERYWHERE;
        }
        double squared = reach * reach;
        double a = control.rate() * control.rate() - squared * (control.variance() + shared);
        double half = control.rate() * treatment.rate() - squared * shared;
        double c = treatment.rate() * treatment.rate() - squared * (treatment.variance() + shared);
        if (!(a > 0)) {
            return Interval.EVERYWHERE;
        }
        double root = Math.sqrt(Math.max(0, half * half - a * c));
        return new Interval((half - root) / a, (half + root) / a);
    }
}
