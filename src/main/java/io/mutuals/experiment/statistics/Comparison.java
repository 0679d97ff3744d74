package io.mutuals.experiment.statistics;

import io.mutuals.experiment.statistics.Compared.Lack;
import io.mutuals.experiment.statistics.Compared.NotEnough;
import io.mutuals.experiment.statistics.Effect.Lift;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Compares a treatment with its control.
 *
 * <p>A metric is the ratio of two means over units, numerators by denominators, so one rule serves means per unit (denominator 1), rates
 * (accepted by sent), and people in clusters of unequal size (denominator: the cluster's people). Neither may be negative. Covariates
 * must have been fixed before the experiment: how many people of a cluster it has reached is not.
 *
 * <p>Units are valued by how many units that all count as much would be as good: units / (1 + coefficient of variation squared). Of people
 * of whom one in ten did something, once, that is one in ten.
 *
 * @param alpha how likely an interval may miss, above 0 and below 1; 0.05 makes 95 % intervals
 * @param tunedAt the number of effective units, of both variants together, at which always-valid intervals are narrowest in comparison; rather
 *     too few than too many, since at a tenth of it they are 1.3 times as wide as they might be, and at ten times it 1.07 times
 */
public record Comparison(double alpha, long tunedAt) {

    /** At how many effective users always-valid intervals are narrowest in comparison when nothing else is said. */
    public static final long TUNED_AT = 500;

    /** The same of clusters, of which there are far fewer. */
    public static final long CLUSTERS_TUNED_AT = 60;

    /** With fewer effective units in a variant the always-valid interval reaches everywhere. */
    public static final int FEWEST_UNITS = 10;

    /** @throws IllegalArgumentException when a component is out of its range */
    public Comparison {
        if (!(alpha > 0 && alpha < 1) || tunedAt < 1) {
            throw new IllegalArgumentException(
                    "Alpha must be between 0 and 1, and intervals tuned at 1 unit or more; not " + alpha + " and "
                            + tunedAt + ".");
        }
    }

    public Comparison(double alpha) {
        this(alpha, TUNED_AT);
    }

    /** For units that are clusters of people. */
    public static Comparison ofClusters(double alpha) {
        return new Comparison(alpha, CLUSTERS_TUNED_AT);
    }

    /** The effect; O(covariates^3), whatever the number of units. Both variants must have the same covariates. */
    public Compared between(Moments control, Moments treatment) {
        Lack lack = lack(control, treatment);
        if (lack != null) {
            return new NotEnough(lack);
        }
        Adjusted adjusted = Adjusted.of(new Variant(control), new Variant(treatment));
        return adjusted.standardError() > 0 ? effect(adjusted) : new NotEnough(Lack.VARIATION);
    }

    /** Where treatment - factor x control lies, for whoever looks when they like; everywhere when {@link #between} finds not enough. */
    Interval contrast(Moments control, Moments treatment, double factor) {
        if (lack(control, treatment) != null) {
            return Interval.EVERYWHERE;
        }
        Adjusted adjusted = Adjusted.of(new Variant(control), new Variant(treatment));
        return adjusted.standardError() > 0 ? adjusted.contrast(factor, always(adjusted)) : Interval.EVERYWHERE;
    }

    private static @Nullable Lack lack(Moments control, Moments treatment) {
        if (Math.min(control.units(), treatment.units()) < 2) {
            return Lack.UNITS;
        }
        boolean rated = control.sum(Moments.DENOMINATOR) > 0 && treatment.sum(Moments.DENOMINATOR) > 0;
        return rated ? null : Lack.DENOMINATOR;
    }

    private Effect effect(Adjusted adjusted) {
        TDistribution student = TDistribution.of(adjusted.degreesOfFreedom());
        double errors = adjusted.difference() / adjusted.standardError();
        double once = student.inverseSurvivalProbability(alpha / 2);
        double always = always(adjusted);
        return new Effect(
                adjusted.control().rate(),
                adjusted.treatment().rate(),
                adjusted.difference(),
                adjusted.standardError(),
                adjusted.contrast(1, once),
                Math.min(1, 2 * student.survivalProbability(Math.abs(errors))),
                adjusted.contrast(1, always),
                lift(adjusted, once, always),
                adjusted.removed());
    }

    private static @Nullable Lift lift(Adjusted adjusted, double once, double always) {
        double control = adjusted.control().rate();
        if (!(control > 0)) {
            return null;
        }
        return new Lift(
                adjusted.treatment().rate() / control - 1,
                adjusted.ratio(once).minus(1),
                adjusted.ratio(always).minus(1));
    }

    /** How many standard errors an always-valid interval reaches. */
    private double always(Adjusted adjusted) {
        return hasEnough(adjusted)
                ? boundary().reach(adjusted.effective(), adjusted.degreesOfFreedom())
                : Double.POSITIVE_INFINITY;
    }

    private static boolean hasEnough(Adjusted adjusted) {
        return adjusted.fewestEffective() >= FEWEST_UNITS;
    }

    private Boundary boundary() {
        return new Boundary(alpha, tunedAt);
    }
}
