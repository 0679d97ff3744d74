package io.mutuals.experiment.cluster;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Similarity of outcomes within clusters and its cost in sample size.
 *
 * @param intraCluster intra-cluster correlation: the fraction of the variance within a variant that lies between
 * clusters, 0 to 1 (ANOVA estimator, Donner and Koval 1980; negative estimates are reported as 0)
 * @param designEffect ratio of the sample sizes needed when randomising clusters and when randomising people, at least
 * 1; 1 + (m - 1) x intraCluster, where m is the mean size of the cluster that a person is in
 */
public record ClusterDesign(double intraCluster, double designEffect) {

    /**
     * Estimates the design effect. Returns null unless there are at least two more clusters than variants, a cluster
     * with several people, and outcomes that differ.
     */
    static @Nullable ClusterDesign of(List<ObservedPerson> people) {
        int variants = people.stream().mapToInt(ObservedPerson::variant).max().orElse(0) + 1;
        double[] variantSums = new double[variants];
        int[] variantSizes = new int[variants];
        for (ObservedPerson one : people) {
            variantSums[one.variant()] += one.outcome();
            variantSizes[one.variant()]++;
        }
        Units units = Units.of(people);
        double[] sums = new double[units.count()];
        int[] sizes = new int[units.count()];
        double squares = 0;
        for (int at = 0; at < people.size(); at++) {
            // Centred per variant; otherwise a treatment effect would pass for similarity within clusters.
            int variant = people.get(at).variant();
            double deviation = people.get(at).outcome() - variantSums[variant] / variantSizes[variant];
            squares += deviation * deviation;
            sums[units.ofPerson()[at]] += deviation;
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
        double meanClusterOfPerson = sizeSquares / people.size();
        double size = (people.size() - meanClusterOfPerson) / (units.count() - 1);
        double total = meanBetween + (size - 1) * meanWithin;
        double intraCluster = total <= 0 ? 0 : Math.clamp((meanBetween - meanWithin) / total, 0, 1);
        return new ClusterDesign(intraCluster, 1 + (meanClusterOfPerson - 1) * intraCluster);
    }
}
