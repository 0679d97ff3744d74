package io.mutuals.suggestion.evidence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of suggestions.
 *
 * @param strategy the strategy that every viewer gets
 * @param strategies the strategies by name
 * @param fresh age after which a ranking is outdated; varies by a tenth between rankings
 * @param kept age after which a ranking is neither shown nor paged through; varies likewise by a tenth
 * @param pause minimum age of a ranking before an outdated one is recomputed
 * @param patience the longest that one replica may compute a ranking before another takes over
 * @param recent how long after a viewer's last visit their rankings are still precomputed
 * @param warmEvery the interval at which one replica renews those rankings
 * @param loneFriendLimit the most friends, former ones included, with which a lone common friend is enough evidence
 * @param minorMutualFriends the fewest common friends with which an adult and a minor of 16 or 17 may be suggested to
 *     each other
 */
@Validated
@ConfigurationProperties("mutuals.suggestion")
public record SuggestionProperties(
        @NotBlank @DefaultValue("people-you-may-know") String strategy,
        @NotEmpty Map<String, @Valid StrategyProperties> strategies,
        @DefaultValue("10m") Duration fresh,
        @DefaultValue("1h") Duration kept,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("1h") Duration recent,
        @DefaultValue("30s") Duration warmEvery,
        @Min(0) @DefaultValue("10") int loneFriendLimit,
        @Min(1) @DefaultValue("3") int minorMutualFriends) {

    /**
     * A strategy.
     *
     * @param sources the sources of candidates
     * @param ranker the ranker that orders friends of friends
     */
    public record StrategyProperties(
            @NotEmpty List<SuggestionSource> sources,
            @NotBlank String ranker) {}
}
