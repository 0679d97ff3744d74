package io.mutuals.experiment.cluster;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How the outcome of people in the control variant goes with the part of their friends who are treated: a warning that variants touch, not a
 * measure of the network effect, since whose friends are treated may differ in other ways.
 *
 * <p>The slope of a least-squares line over enrolled friends' shares, with a standard error that lets people of one cluster be alike
 * (Liang and Zeger 1986, with the correction for few clusters that is known as CR1) and Student's t with units - 1 degrees of freedom.
 *
 * @param slope how much the outcome differs between none and all of the friends treated
 * @param standardError of the slope
 * @param low where its confidence interval begins
 * @param high where it ends
 * @param people how many in the control variant have enrolled friends
 * @param units how many clusters they are of; whoever is in none counts as one
 */
public record Spillover(double slope, double standardError, double low, double high, int people, int units) {

    /** With fewer units than this a standard error says little. */
    public static final int FEWEST_UNITS = 20;

    /**
     * Returns null with fewer than {@link #FEWEST_UNITS} units, and when everybody has the same share of treated friends.
     *
     * @param confidence how sure the interval is to hold the truth
     */
    static @Nullable Spillover of(List<Observed> all, double confidence) {
        List<Observed> people = all.stream()
                .filter(one -> one.variant() == Observed.CONTROL && one.friends() > 0)
                .toList();
        double meanShare =
                people.stream().mapToDouble(Spillover::share).average().orElse(0);
        double meanOutcome =
                people.stream().mapToDouble(Observed::outcome).average().orElse(0);
        double spread = 0;
        double product = 0;
        for (Observed one : people) {
            double apart = share(one) - meanShare;
            spread += apart * apart;
            product += apart * (one.outcome() - meanOutcome);
        }
        if (spread < 1e-9 * people.size()) {
            return null;
        }
        double slope = product / spread;
        Units units = Units.of(people);
        if (units.count() < FEWEST_UNITS) {
            return null;
        }
        double[] scores = new double[units.count()];
        for (int at = 0; at < people.size(); at++) {
            double apart = share(people.get(at)) - meanShare;
            double residual = people.get(at).outcome() - meanOutcome - slope * apart;
            scores[units.ofPerson()[at]] += apart * residual;
        }
        double squares = Arrays.stream(scores).map(score -> score * score).sum();
        double correction = units.count() / (units.count() - 1.0) * (people.size() - 1) / (people.size() - 2);
        double standardError = Math.sqrt(correction * squares) / spread;
        double reach =
                TDistribution.of(units.count() - 1).inverseSurvivalProbability((1 - confidence) / 2) * standardError;
        return new Spillover(slope, standardError, slope - reach, slope + reach, people.size(), units.count());
    }

    private static double share(Observed one) {
        return (double) one.treated() / one.friends();
    }
}
