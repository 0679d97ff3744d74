package io.mutuals.friend;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on asking people to be friends.
 *
 * @param maxPendingRequests how many requests of one sender may wait for an answer
 * @param maxRequestsPerDay how many requests somebody may send in a day, answered or not
 * @param requestDay how long that day lasts, from its first request
 * @param maxRequestMessage how many characters may go with a request
 * @param linkLife how long a friend link is good unless its maker says otherwise
 * @param maxLinkLife the longest that its maker may say
 * @param maxLinks how many good friend links somebody may have
 */
@Validated
@ConfigurationProperties("mutuals.friend")
public record FriendProperties(
        @Min(1) @DefaultValue("200") int maxPendingRequests,
        @Min(1) @DefaultValue("50") int maxRequestsPerDay,
        @DefaultValue("24h") Duration requestDay,
        @Min(0) @Max(10_000) @DefaultValue("300") int maxRequestMessage,
        @DefaultValue("7d") Duration linkLife,
        @DefaultValue("90d") Duration maxLinkLife,
        @Min(1) @DefaultValue("20") int maxLinks) {}
