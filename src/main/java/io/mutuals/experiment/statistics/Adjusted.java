package io.mutuals.experiment.statistics;

/**
 * Both arms after the covariates have explained what they can (CUPED: Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online
 * controlled experiments by utilizing pre-experiment data", 2013): what chance gave one arm more of a covariate than the other is taken off,
 * by coefficients that are the same in both arms.
 *
 * @param control the rate of the control arm
 * @param treatment the rate of the treatment arm
 * @param controlVariance of the control's rate, of which no part is shared
 * @param treatmentVariance of the treatment's rate, likewise
 * @param shared the variance, and covariance, that both rates have from not knowing the covariates' true means
 * @param degreesOfFreedom of the difference (Welch 1947), at least 1
 * @param removed the part of the variance of the difference that was removed, 0 to 1
 */
record Adjusted(
        double control,
        double treatment,
        double controlVariance,
        double treatmentVariance,
        double shared,
        double degreesOfFreedom,
        double removed,
        long controlUnits,
        long treatmentUnits) {

    /** Fewer units in an arm than this do not tell what a covariate explains, so none is used. */
    static final int FEWEST_UNITS = 30;

    static Adjusted of(Arm control, Arm treatment) {
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
        double units = control.units() + treatment.units();
        double imbalance = 0;
        double explained = 0;
        for (int i = 0; i < covariates; i++) {
            imbalance += theta[i] * (treatment.covariate(i) - control.covariate(i));
            explained += theta[i] * xy[i];
        }
        double plain = variance(control, new double[0]) + variance(treatment, new double[0]);
        double ofControl = variance(control, theta);
        double ofTreatment = variance(treatment, theta);
        return new Adjusted(
                control.rate() + imbalance * treatment.units() / units,
                treatment.rate() - imbalance * control.units() / units,
                ofControl,
                ofTreatment,
                explained / units / units,
                degreesOfFreedom(control, ofControl, treatment, ofTreatment, covariates),
                plain > 0 ? Math.clamp(1 - (ofControl + ofTreatment) / plain, 0, 1) : 0,
                control.units(),
                treatment.units());
    }

    private static double variance(Arm arm, double[] theta) {
        double scatter = arm.scatter();
        double plain = scatter;
        for (int i = 0; i < theta.length; i++) {
            scatter -= 2 * theta[i] * arm.scatter(i);
            for (int j = 0; j < theta.length; j++) {
                scatter += theta[i] * theta[j] * arm.scatter(i, j);
            }
        }
        // Where covariates explain everything only rounding is left.
        double left = scatter <= 1e-12 * plain ? 0 : scatter;
        return left / (arm.units() - 1 - theta.length) / arm.units();
    }

    private static double degreesOfFreedom(
            Arm control, double ofControl, Arm treatment, double ofTreatment, int covariates) {
        double both = ofControl + ofTreatment;
        if (both == 0) {
            return 1;
        }
        return both
                * both
                / (ofControl * ofControl / (control.units() - 1 - covariates)
                        + ofTreatment * ofTreatment / (treatment.units() - 1 - covariates));
    }

    long units() {
        return controlUnits + treatmentUnits;
    }

    double difference() {
        return treatment - control;
    }

    double standardError() {
        return Math.sqrt(controlVariance + treatmentVariance);
    }

    /** treatment - factor x control, give or take so many of its standard errors. */
    Interval contrast(double factor, double reach) {
        double variance = treatmentVariance + factor * factor * controlVariance + (1 - factor) * (1 - factor) * shared;
        return Interval.around(treatment - factor * control, reach * Math.sqrt(variance));
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
        double a = control * control - squared * (controlVariance + shared);
        double half = control * treatment - squared * shared;
        double c = treatment * treatment - squared * (treatmentVariance + shared);
        if (!(a > 0)) {
            return Interval.EVERYWHERE;
        }
        double root = Math.sqrt(Math.max(0, half * half - a * c));
        return new Interval((half - root) / a, (half + root) / a);
    }
}
