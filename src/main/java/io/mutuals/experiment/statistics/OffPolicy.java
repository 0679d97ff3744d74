package io.mutuals.experiment.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Off-policy estimates: the reward that another ranking, the target, would have earned in the first place, from pages
 * whose first place was drawn by exploration.
 *
 * <p>The estimates refer to the pages on which the target's choice could have been drawn; {@code support} is their
 * share.
 *
 * @param logged reward actually earned
 * @param ips inverse propensity scoring (Horvitz and Thompson 1952): unbiased, with the highest variance
 * @param snips self-normalised inverse propensity scoring (Swaminathan and Joachims, "The self-normalized estimator for
 * counterfactual learning", 2015)
 * @param doublyRobust prediction of {@link RewardModel} for the target's choices plus inverse-propensity-weighted
 * residuals (Dudík, Langford and Li, "Doubly robust policy evaluation and learning", 2011)
 * @param support fraction of pages on which the target's choice could have been drawn, 0 to 1
 * @param matches number of pages on which it was drawn
 * @param effectiveRows number of equally weighted rows with the same precision (Kish 1965)
 * @param largestWeight largest weight of a row; if close to {@code effectiveRows}, the estimates depend on single rows
 */
public record OffPolicy(
        Estimate logged,
        Estimate ips,
        Estimate snips,
        Estimate doublyRobust,
        double support,
        long matches,
        double effectiveRows,
        double largestWeight) {

    /**
     * Computes all estimates; O(rows).
     *
     * @param alpha probability that an interval misses
     * @return null if the target's choice was never drawn
     */
    public static @Nullable OffPolicy of(List<ExplorationRow> rows, double alpha) {
        List<ExplorationRow> supported =
                rows.stream().filter(ExplorationRow::isSupported).toList();
        RewardModel model = new RewardModel(supported);
        RatioOfViewers logged = new RatioOfViewers();
        RatioOfViewers ips = new RatioOfViewers();
        RatioOfViewers snips = new RatioOfViewers();
        RatioOfViewers doublyRobust = new RatioOfViewers();
        long matches = 0;
        double weights = 0;
        double squares = 0;
        double largest = 0;
        for (ExplorationRow row : supported) {
            double weight = row.weight();
            long viewer = row.viewer();
            matches += weight > 0 ? 1 : 0;
            weights += weight;
            squares += weight * weight;
            largest = Math.max(largest, weight);
            logged.add(viewer, row.reward(), 1);
            ips.add(viewer, weight * row.reward(), 1);
            snips.add(viewer, weight * row.reward(), weight);
            double residual = row.reward() - model.expected(viewer, row.base());
            doublyRobust.add(viewer, model.expected(viewer, row.targetBase()) + weight * residual, 1);
        }
        if (matches == 0) {
            return null;
        }
        return new OffPolicy(
                logged.estimate(alpha),
                ips.estimate(alpha),
                snips.estimate(alpha),
                doublyRobust.estimate(alpha),
                (double) supported.size() / rows.size(),
                matches,
                weights * weights / squares,
                largest);
    }
}
