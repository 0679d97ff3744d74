package io.mutuals.experiment.statistics;

import io.mutuals.experiment.statistics.ComparisonResult.InsufficientData;
import io.mutuals.experiment.statistics.ComparisonResult.Reason;
import io.mutuals.experiment.statistics.Effect.Lift;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Compares a treatment with its control. Immutable, safe to share between threads.
 *
 * <p>A metric is a ratio of two means over units, numerator by denominator. This covers means per unit (denominator 1),
 * rates (accepted by sent) and people in clusters of unequal size (denominator: people in the cluster). Numerators and
 * denominators must not be negative. Covariates must be fixed before the experiment starts; the number of people of a
 * cluster exposed so far, for example, is not.
 *
 * <p>Sample sizes are measured in effective units: units / (1 + coefficient of variation squared). If one in ten people
 * did something once, that is a tenth of them.
 *
 * @param alpha probability that an interval misses, above 0 and below 1; 0.05 yields 95 % intervals
 * @param tunedAt effective units of both variants together at which always-valid intervals are tightest, at least 1.
 * Prefer an estimate that is too low: at a tenth of it intervals are 1.3 times as wide as possible, at ten times it
 * 1.07 times
 */
public record Comparison(double alpha, long tunedAt) {

    /** Default of {@link #tunedAt} for users, in effective users. */
    public static final long TUNED_AT = 500;

    /** Default of {@link #tunedAt} for clusters, which are far fewer. */
    public static final long CLUSTERS_TUNED_AT = 60;

    /** Minimum effective units per variant; below it, always-valid intervals are unbounded. */
    public static final int MIN_UNITS = 10;

    /** @throws IllegalArgumentException if a component is out of range */
    public Comparison {
        if (!(alpha > 0 && alpha < 1) || tunedAt < 1) {
            throw new IllegalArgumentException(
                    "alpha must be between 0 and 1 and tunedAt at least 1, but are " + alpha + " and " + tunedAt + ".");
        }
    }

    /** Creates a comparison of users, tuned at {@value #TUNED_AT} effective units. */
    public Comparison(double alpha) {
        this(alpha, TUNED_AT);
    }

    /**
     * Creates a comparison whose units are clusters of people, tuned at {@value #CLUSTERS_TUNED_AT} effective units.
     */
    public static Comparison ofClusters(double alpha) {
        return new Comparison(alpha, CLUSTERS_TUNED_AT);
    }

    /**
     * Compares two variants, which must have the same number of covariates; O(covariates^3), independent of the number
     * of units.
     */
    public ComparisonResult between(Moments control, Moments treatment) {
        Reason lack = lack(control, treatment);
        if (lack != null) {
            return new InsufficientData(lack);
        }
        AdjustedPair adjusted = AdjustedPair.of(new LinearisedVariant(control), new LinearisedVariant(treatment));
        return adjusted.standardError() > 0 ? effect(adjusted) : new InsufficientData(Reason.VARIATION);
    }

    /**
     * Returns the always-valid interval of treatment - factor x control; unbounded if {@link #between} reports too
     * little data.
     */
    Interval contrast(Moments control, Moments treatment, double factor) {
        if (lack(control, treatment) != null) {
            return Interval.UNBOUNDED;
        }
        AdjustedPair adjusted = AdjustedPair.of(new LinearisedVariant(control), new LinearisedVariant(treatment));
        return adjusted.standardError() > 0 ? adjusted.contrast(factor, alwaysReach(adjusted)) : Interval.UNBOUNDED;
    }

    private static @Nullable Reason lack(Moments control, Moments treatment) {
        if (Math.min(control.units(), treatment.units()) < 2) {
            return Reason.UNITS;
        }
        boolean rated = control.sum(Moments.DENOMINATOR) > 0 && treatment.sum(Moments.DENOMINATOR) > 0;
        return rated ? null : Reason.DENOMINATOR;
    }

    private Effect effect(AdjustedPair adjusted) {
        TDistribution student = TDistribution.of(adjusted.degreesOfFreedom());
        double tStatistic = adjusted.difference() / adjusted.standardError();
        double fixedReach = student.inverseSurvivalProbability(alpha / 2);
        double alwaysReach = alwaysReach(adjusted);
        return new Effect(
                adjusted.control().rate(),
                adjusted.treatment().rate(),
                adjusted.difference(),
                adjusted.standardError(),
                adjusted.contrast(1, fixedReach),
                Math.min(1, 2 * student.survivalProbability(Math.abs(tStatistic))),
                adjusted.contrast(1, alwaysReach),
                lift(adjusted, fixedReach, alwaysReach),
                adjusted.removed());
    }

    private static @Nullable Lift lift(AdjustedPair adjusted, double fixedReach, double alwaysReach) {
        double control = adjusted.control().rate();
        if (!(control > 0)) {
            return null;
        }
        return new Lift(
                adjusted.treatment().rate() / control - 1,
                adjusted.ratio(fixedReach).minus(1),
                adjusted.ratio(alwaysReach).minus(1));
    }

    /** Returns the half-width of always-valid intervals in standard errors. */
    private double alwaysReach(AdjustedPair adjusted) {
        return hasEnough(adjusted)
                ? boundary().reach(adjusted.effective(), adjusted.degreesOfFreedom())
                : Double.POSITIVE_INFINITY;
    }

    private static boolean hasEnough(AdjustedPair adjusted) {
        return adjusted.minEffective() >= MIN_UNITS;
    }

    private ConfidenceSequence boundary() {
        return new ConfidenceSequence(alpha, tunedAt);
    }
}
