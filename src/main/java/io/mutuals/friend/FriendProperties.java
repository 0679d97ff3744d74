package io.mutuals.friend;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of friend requests and friend links.
 *
 * @param maxPendingRequests the maximum number of a user's sent requests that are pending
 * @param maxRequestsPerDay the maximum number of requests that a user can send in a day, answered or not
 * @param requestDay the length of that day, from its first request
 * @param maxRequestMessage the maximum length of a message with a request, in code points
 * @param linkLife the default validity of a friend link
 * @param maxLinkLife the maximum validity of a friend link
 * @param maxLinks the maximum number of a user's valid friend links
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
