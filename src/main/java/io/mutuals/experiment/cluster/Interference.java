package io.mutuals.experiment.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indicators of interference: whether the variants of an experiment influence one another through friendships.
 *
 * @param crossing fraction of the friendships of observed people with enrolled ones that lead into another variant, 0
 * to 1; 0 if there are none
 * @param units number of independent units: clusters, and people in none
 * @param design similarity within clusters; null if the data do not suffice
 * @param spillover association of the control's outcomes with treated friends; null if the data do not suffice
 */
public record Interference(
        double crossing,
        int units,
        @Nullable ClusterDesign design,
        @Nullable Spillover spillover) {

    /**
     * Computes the indicators over the people whose outcome is measured: all enrolled people, or egos only.
     *
     * @param confidence coverage of the intervals, above 0 and below 1
     */
    public static Interference of(List<ObservedPerson> people, double confidence) {
        long friends = 0;
        long sameVariant = 0;
        for (ObservedPerson one : people) {
            friends += one.friends();
            sameVariant += one.sameVariant();
        }
        return new Interference(
                friends == 0 ? 0 : (double) (friends - sameVariant) / friends,
                Units.of(people).count(),
                ClusterDesign.of(people),
                Spillover.of(people, confidence));
    }
}
