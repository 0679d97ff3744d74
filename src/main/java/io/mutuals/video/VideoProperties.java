package io.mutuals.video;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What likes say about those who like.
 *
 * @param rareLikes a video that at most so many people like is rare: that two people like it says something
 */
@Validated
@ConfigurationProperties("mutuals.video")
public record VideoProperties(
        @Min(2) @Max(1_000) @DefaultValue("50") int rareLikes) {}
