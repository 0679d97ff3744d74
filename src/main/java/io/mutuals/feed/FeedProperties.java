package io.mutuals.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the feed.
 *
 * @param friends the number of friends whose activities are read, those of the newest friendships
 * @param each the number of activities of each friend that are read, the latest
 * @param entries the number of videos with the latest activities that a feed consists of
 * @param enough a feed of fewer entries goes on with popular videos
 * @param popularKept how long a list of popular videos is used before it is made again
 * @param kept how long the next page of a feed continues the same feed
 * @param strategy the strategy of ranked feeds, unless an experiment decides
 * @param strategies the ranker of each strategy, by name
 */
@Validated
@ConfigurationProperties("mutuals.feed")
public record FeedProperties(
        @Min(1) @DefaultValue("5000") int friends,
        @Min(1) @Max(1000) @DefaultValue("32") int each,
        @Min(1) @Max(1000) @DefaultValue("300") int entries,
        @Min(0) @DefaultValue("20") int enough,
        @DefaultValue("10m") Duration popularKept,
        @DefaultValue("30m") Duration kept,
        @NotBlank @DefaultValue("close-friends") String strategy,
        @NotEmpty Map<String, String> strategies) {}
