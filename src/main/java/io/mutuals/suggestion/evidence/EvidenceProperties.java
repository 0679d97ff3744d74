package io.mutuals.suggestion.evidence;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of what is enough evidence for a suggestion.
 *
 * @param loneFriendLimit the most friends, former ones included, with which a lone common friend is enough evidence
 * @param minorMutualFriends the fewest common friends with which an adult and a minor of 16 or 17 may be suggested to
 *     each other
 */
@Validated
@ConfigurationProperties("mutuals.suggestion")
public record EvidenceProperties(
        @Min(0) @DefaultValue("10") int loneFriendLimit,
        @Min(1) @DefaultValue("3") int minorMutualFriends) {}
