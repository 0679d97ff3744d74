package io.mutuals.video;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of videos, likes and reposts.
 *
 * @param rareLikes the largest number of likes of a rare video; only likes of rare videos count as shared taste
 * @param maxRepostComment the maximum length of the comment of a repost, in code points
 */
@Validated
@ConfigurationProperties("mutuals.video")
public record VideoProperties(
        @Min(2) @Max(1_000) @DefaultValue("50") int rareLikes,
        @Min(1) @Max(2_000) @DefaultValue("300") int maxRepostComment) {}
