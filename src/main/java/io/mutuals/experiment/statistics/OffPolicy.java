package io.mutuals.experiment.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reward another ranking, the target, would have got in the first place, estimated from pages on which chance chose who came first.
 *
 * <p>Estimates speak of the pages on which the target's choice had a chance to be shown; {@code support} says which part of all they are.
 *
 * @param logged what reward was got
 * @param ips by inverse propensities (Horvitz and Thompson 1952): right on average, and varies most
 * @param snips the same, divided by the sum of weights (Swaminathan and Joachims, "The self-normalized estimator for counterfactual learning",
 *     2015)
 * @param doublyRobust what {@link RewardModel} expects of the target's choices, and by inverse propensities only what it got wrong (Dudík,
 *     Langford and Li, "Doubly robust policy evaluation and learning", 2011)
 * @param support on which part of pages the target's choice might have been shown, 0 to 1
 * @param matches on how many pages it was
 * @param effectiveRows how many rows of equal weight would be as good (Kish 1965)
 * @param largestWeight of a row; the estimates hang on single rows where this is near {@code effectiveRows}
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
     * Estimates by all three; O(rows).
     *
     * @param alpha how likely an interval may miss
     * @return null when the target's choice was never shown
     */
    public static @Nullable OffPolicy of(List<Logged> rows, double alpha) {
        List<Logged> supported = rows.stream().filter(Logged::isSupported).toList();
        RewardModel model = new RewardModel(supported);
        RatioOfViewers logged = new RatioOfViewers();
        RatioOfViewers ips = new RatioOfViewers();
        RatioOfViewers snips = new RatioOfViewers();
        RatioOfViewers doublyRobust = new RatioOfViewers();
        long matches = 0;
        double weights = 0;
        double squares = 0;
        double largest = 0;
        for (Logged row : supported) {
            double weight = row.weight();
            long viewer = row.viewer();
            matches += weight > 0 ? 1 : 0;
            weights += weight;
            squares += weight * weight;
            largest = Math.max(largest, weight);
            logged.add(viewer, row.reward(), 1);
            ips.add(viewer, weight * row.reward(), 1);
            snips.add(viewer, weight * row.reward(), weight);
            double surprise = row.reward() - model.expected(viewer, row.base());
            doublyRobust.add(viewer, model.expected(viewer, row.targetBase()) + weight * surprise, 1);
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
