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
 * How people are suggested.
 *
 * @param strategy the strategy that everybody gets
 * @param strategies by name, where candidates come from and what orders them
 * @param fresh how long a ranking serves before a new one is made, give or take a tenth
 * @param kept how long a ranking may be shown at all, and a client may go on paging in it, give or take a tenth
 * @param pause how old a ranking must be before a change makes a new one
 * @param patience how long one replica may take for a ranking before another takes over
 * @param recent for how long after somebody looked their ranking is kept at hand
 * @param warmEvery how often one replica looks which of those are due
 * @param loneFriendLimit how many friends a person may have, or ever have had, and still be, as the only common friend, reason enough to suggest somebody
 * @param minorMutualFriends how many common friends an adult and somebody of 16 or 17 must have to be suggested to each other
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
     * @param sources where candidates come from
     * @param ranker what orders friends of friends
     */
    public record StrategyProperties(
            @NotEmpty List<SuggestionSource> sources,
            @NotBlank String ranker) {}
}
