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
 * What people's reactions to suggestions do to later ones.
 *
 * @param tokenSecret seals impression tokens; the same on all replicas, and kept secret; the server does not start without it
 * @param freeImpressions how often somebody may be shown before it counts that they were ignored
 * @param impressionWeight how much each time beyond those counts: with 0.5, the second of them halves a score
 * @param impressionHalfLife after how long unseen an ignored suggestion counts half as much as ignored
 * @param impressionsKept after how long unseen it is forgotten who was shown whom; more than the longest window of a reach
 * @param forgetEvery how often one replica looks what is to be forgotten
 * @param pendingLimit with how many unanswered requests load takes half of what unanswered requests may take
 * @param pendingWeight how much an unanswered request counts beside one that was declined, from 0
 * @param maxPendingDiscount the most that unanswered requests, however many, may take of a place: strangers can send them
 * @param priorAccepted how many accepted requests somebody is taken to have had who never had any
 * @param priorDeclined likewise, declined ones
 * @param maxSnooze for how long somebody may be dismissed without being dismissed for good
 * @param reachStep how often the counts of a reach change: shorter ones tell more about single people
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

    /** What is forgotten could not be counted any more. */
    @AssertTrue(message = "impressions must be kept for longer than the longest window and one step")
    public boolean isKeptLongEnough() {
        return impressionsKept.compareTo(SuggestionReachWindow.MONTH.length().plus(reachStep)) > 0;
    }
}
