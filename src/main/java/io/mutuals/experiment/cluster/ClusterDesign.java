package io.mutuals.experiment.cluster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike people of one cluster turn out, and what that costs.
 *
 * @param intraCluster the intra-cluster correlation: the part of the variance, within a variant, that lies between clusters, from 0 to 1
 *     (the estimator of the analysis of variance, Donner and Koval 1980; below 0 it counts as 0)
 * @param designEffect how many times as many people an experiment with these clusters needs as one with people as units, at least 1;
 *     1 + (m - 1) x intraCluster, where m is the mean size of the cluster that a person is in
 */
public record ClusterDesign(double intraCluster, double designEffect) {

    /** Returns null unless there are two clusters more than variants, one of more than a single person, and outcomes that differ. */
    static @Nullable ClusterDesign of(List<Observed> people) {
        int variants = people.stream().mapToInt(Observed::variant).max().orElse(0) + 1;
        double[] variantSums = new double[variants];
        int[] variantSizes = new int[variants];
        for (Observed one : people) {
            variantSums[one.variant()] += one.outcome();
            variantSizes[one.variant()]++;
        }
        Units units = Units.of(people);
        double[] sums = new double[units.count()];
        int[] sizes = new int[units.count()];
        double squares = 0;
        for (int at = 0; at < people.size(); at++) {
            // Otherwise the effect of a variant would pass for likeness within its clusters.
            int variant = people.get(at).variant();
            double apart = people.get(at).outcome() - variantSums[variant] / variantSizes[variant];
            squares += apart * apart;
            sums[units.ofPerson()[at]] += apart;
            sizes[units.ofPerson()[at]]++;
        }
        int compared =
                (int) Arrays.stream(variantSizes).filter(size -> size > 0).count();
        int between = units.count() - compared;
        int within = people.size() - units.count();
        if (between < 2 || within < 1 || squares == 0) {
            return null;
        }
        double betweenSquares = 0;
        double sizeSquares = 0;
        for (int unit = 0; unit < units.count(); unit++) {
            betweenSquares += sums[unit] * sums[unit] / sizes[unit];
            sizeSquares += (double) sizes[unit] * sizes[unit];
        }
        double meanBetween = betweenSquares / between;
        double meanWithin = (squares - betweenSquares) / within;
        double typical = sizeSquares / people.size();
        double size = (people.size() - typical) / (units.count() - 1);
        double total = meanBetween + (size - 1) * meanWithin;
        double intraCluster = total <= 0 ? 0 : Math.clamp((meanBetween - meanWithin) / total, 0, 1);
        return new ClusterDesign(intraCluster, 1 + (typical - 1) * intraCluster);
    }
}
