package io.mutuals.suggestion.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the candidate sources, and of what counts as evidence.
 *
 * @param latestGroups the most groups of a viewer that are searched, the latest first
 * @param largestGroup the most participants of a group that is evidence
 * @param latestLikes the most likes of a viewer that are searched, the latest first
 * @param commonLikes the fewest rare videos that two people must both like
 * @param newcomerFriends number of friends below which a viewer counts as new
 * @param popularFriends the fewest friends that make a user popular
 */
@Validated
@ConfigurationProperties("mutuals.suggestion.source")
public record SourceProperties(
        @Min(1) @Max(200) @DefaultValue("30") int latestGroups,
        @Min(2) @Max(1_000) @DefaultValue("50") int largestGroup,
        @Min(1) @Max(1_000) @DefaultValue("100") int latestLikes,
        @Min(2) @DefaultValue("2") int commonLikes,
        @Min(1) @Max(50) @DefaultValue("5") int newcomerFriends,
        @Min(1) @DefaultValue("5") int popularFriends) {}
