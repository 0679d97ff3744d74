package io.mutuals.experiment.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What says whether the variants of an experiment reach one another through friendships.
 *
 * @param crossing the part of the friendships of those observed, with enrolled people, that lead into another variant, from 0 to 1; 0 when
 *     there are none
 * @param units how many there are: clusters, and people who are in none
 * @param design how alike people of one cluster are; null when there is not enough to tell
 * @param spillover what treated friends go with in the control variant; null when there is not enough to tell
 */
public record Interference(
        double crossing,
        int units,
        @Nullable ClusterDesign design,
        @Nullable Spillover spillover) {

    /**
     * Looks at those whose outcome is measured: everybody enrolled, or egos only.
     *
     * @param confidence how sure intervals are to hold the truth
     */
    public static Interference of(List<Observed> people, double confidence) {
        long friends = 0;
        long sameVariant = 0;
        for (Observed one : people) {
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
