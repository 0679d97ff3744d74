package io.mutuals.suggestion.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How far the sources of candidates look, and what counts as evidence.
 *
 * @param latestGroups how many groups of a viewer are looked at, the latest
 * @param largestGroup a group of more participants is no evidence
 * @param latestLikes how many likes of a viewer are looked at, the latest
 * @param commonLikes how many rare videos two people must both like
 * @param newcomerFriends whoever has fewer friends is new here
 * @param popularFriends whoever has as many friends is known to many
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
