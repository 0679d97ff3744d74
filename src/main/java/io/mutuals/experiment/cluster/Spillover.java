package io.mutuals.experiment.cluster;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Association between the outcomes of people in the control and the share of their friends who are treated. A warning
 * sign that variants influence one another, not an estimate of the network effect, because people with treated friends
 * may differ in other ways.
 *
 * <p>Slope of a least-squares line with a standard error that is robust to clustering (Liang and Zeger 1986, with the
 * small-sample correction CR1) and Student's t with units - 1 degrees of freedom.
 *
 * @param slope difference in outcome between all and none of the friends being treated
 * @param standardError standard error of the slope
 * @param low lower end of the slope's confidence interval
 * @param high upper end of the slope's confidence interval
 * @param people number of people in the control with enrolled friends
 * @param units number of clusters that these people are in; each person in none counts as one
 */
public record Spillover(double slope, double standardError, double low, double high, int people, int units) {

    /** Minimum number of units; below it, standard errors are unreliable. */
    public static final int MIN_UNITS = 20;

    /**
     * Estimates the slope. Returns null with fewer than {@link #MIN_UNITS} units, and if everyone has the same share of
     * treated friends.
     *
     * @param confidence coverage of the interval, above 0 and below 1
     */
    static @Nullable Spillover of(List<ObservedPerson> all, double confidence) {
        List<ObservedPerson> people = all.stream()
                .filter(observed -> observed.variant() == ObservedPerson.CONTROL && observed.friends() > 0)
                .toList();
        double meanShare =
                people.stream().mapToDouble(Spillover::share).average().orElse(0);
        double meanOutcome =
                people.stream().mapToDouble(ObservedPerson::outcome).average().orElse(0);
        double shareSquares = 0;
        double product = 0;
        for (ObservedPerson observed : people) {
            double deviation = share(observed) - meanShare;
            shareSquares += deviation * deviation;
            product += deviation * (observed.outcome() - meanOutcome);
        }
        if (shareSquares < 1e-9 * people.size()) {
            return null;
        }
        double slope = product / shareSquares;
        Units units = Units.of(people);
        if (units.count() < MIN_UNITS) {
            return null;
        }
        double[] scores = new double[units.count()];
        for (int at = 0; at < people.size(); at++) {
            double deviation = share(people.get(at)) - meanShare;
            double residual = people.get(at).outcome() - meanOutcome - slope * deviation;
            scores[units.ofPerson()[at]] += deviation * residual;
        }
        double squares = Arrays.stream(scores).map(score -> score * score).sum();
        double correction = units.count() / (units.count() - 1.0) * (people.size() - 1) / (people.size() - 2);
        double standardError = Math.sqrt(correction * squares) / shareSquares;
        double reach =
                TDistribution.of(units.count() - 1).inverseSurvivalProbability((1 - confidence) / 2) * standardError;
        return new Spillover(slope, standardError, slope - reach, slope + reach, people.size(), units.count());
    }

    private static double share(ObservedPerson observed) {
        return (double) observed.treated() / observed.friends();
    }
}
