package io.mutuals.suggestion.feedback;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the feedback on suggestions. Letters are those of {@link Discounts}.
 *
 * @param tokenSecret the secret that seals impression tokens; the same on all replicas, and required to start
 * @param freeImpressions f, the number of impressions without a discount
 * @param impressionWeight w, the weight of each further impression: with 0.5, the second of them halves the score
 * @param impressionHalfLife h, the time without an impression after which an ignored suggestion counts half
 * @param impressionsKept the time without an impression after which a pair is forgotten; longer than the longest window
 *     of a reach and one bucket
 * @param forgetEvery the interval at which one replica deletes forgotten impressions
 * @param pendingLimit l, the number of unanswered requests at which load is one half
 * @param pendingWeight v, the weight of an unanswered request relative to a declined one, from 0
 * @param maxPendingDiscount m, the largest part of a score, 0 to 1, that unanswered requests may take, however many
 *     strangers send them
 * @param priorAccepted α, the number of accepted requests that a candidate without history counts as having
 * @param priorDeclined β, the number of declined requests that a candidate without history counts as having
 * @param maxSnooze the longest dismissal that ends
 * @param reachStep the length of the {@link TimeBucket} of reach counts: shorter ones reveal more about single viewers
 */
@Validated
@ConfigurationProperties("mutuals.suggestion.feedback")
public record FeedbackProperties(
        @DefaultValue("") String tokenSecret,
        @Min(0) @DefaultValue("2") int freeImpressions,
        @DecimalMin("0") @DefaultValue("0.5") double impressionWeight,
        @DurationMin(minutes = 1) @DefaultValue("14d") Duration impressionHalfLife,
        @DurationMin(days = 1) @DefaultValue("90d") Duration impressionsKept,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration forgetEvery,
        @Min(1) @DefaultValue("20") int pendingLimit,
        @DecimalMin("0") @DefaultValue("0.2") double pendingWeight,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.25")
        double maxPendingDiscount,

        @DecimalMin("0.1") @DefaultValue("3") double priorAccepted,
        @DecimalMin("0.1") @DefaultValue("2") double priorDeclined,
        @DurationMin(minutes = 1) @DefaultValue("365d") Duration maxSnooze,
        @DurationMin(seconds = 1) @DefaultValue("1d") Duration reachStep) {

    /** A reach cannot count impressions that are forgotten. */
    @AssertTrue(message = "impressions-kept must be longer than the longest reach window (30 days) plus one reach-step")
    public boolean isKeptLongEnough() {
        return impressionsKept.compareTo(SuggestionReachWindow.MONTH.length().plus(reachStep)) > 0;
    }
}
