package io.mutuals.experiment.results;

import io.mutuals.experiment.statistics.Estimate;
import io.mutuals.experiment.statistics.OffPolicy;

/**
 * Off-policy estimates of a strategy's reward at the first place, as clients see them.
 *
 * @param observations number of seen first places that the estimates are based on
 * @param effectiveSampleSize number of observations of the target itself that would be as informative
 * @param largestWeight largest weight of one observation; if close to {@code effectiveSampleSize}, the estimates depend
 * on single observations
 * @param supported share of the observations in which the target's choice could have been drawn, 0 to 1
 * @param logged mean reward of what the variant itself showed
 * @param ips estimate by inverse propensity scores
 * @param snips self-normalised estimate by inverse propensity scores
 * @param doublyRobust estimate by a reward model that the observations correct
 */
public record OffPolicyEstimates(
        int observations,
        double effectiveSampleSize,
        double largestWeight,
        double supported,
        double logged,
        OffPolicyEstimate ips,
        OffPolicyEstimate snips,
        OffPolicyEstimate doublyRobust) {

    static OffPolicyEstimates of(int observations, OffPolicy found) {
        return new OffPolicyEstimates(
                observations,
                found.effectiveRows(),
                found.largestWeight(),
                found.support(),
                found.logged().value(),
                OffPolicyEstimate.of(found.ips()),
                OffPolicyEstimate.of(found.snips()),
                OffPolicyEstimate.of(found.doublyRobust()));
    }

    /** An estimate with its interval. */
    public record OffPolicyEstimate(double value, Bounds interval) {
        static OffPolicyEstimate of(Estimate estimate) {
            return new OffPolicyEstimate(estimate.value(), Bounds.of(estimate.interval()));
        }
    }
}
