package io.mutuals.experiment.results;

import io.mutuals.experiment.statistics.Estimate;
import io.mutuals.experiment.statistics.OffPolicy;

/** Off-policy estimates of a strategy's reward at the first place, as clients see them. */
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
