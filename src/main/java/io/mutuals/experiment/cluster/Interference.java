package io.mutuals.experiment.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indicators of interference: whether the variants of an experiment influence one another through friendships.
 *
 * @param units number of independent units: clusters, and people in none
 * @param design similarity within clusters; null if the data do not suffice
 * @param spillover association of the control's outcomes with treated friends; null if the data do not suffice
 */
public record Interference(
        int units, @Nullable ClusterDesign design, @Nullable Spillover spillover) {

    /**
     * Computes the indicators over the people whose outcome is measured: all enrolled people, or egos only.
     *
     * @param confidence coverage of the intervals, above 0 and below 1
     */
    public static Interference of(List<ObservedPerson> people, double confidence) {
        return new Interference(Units.of(people).count(), ClusterDesign.of(people), Spillover.of(people, confidence));
    }
}
