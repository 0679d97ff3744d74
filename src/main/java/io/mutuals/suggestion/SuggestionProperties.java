package io.mutuals.suggestion;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long rankings are kept.
 *
 * @param fresh how long a ranking serves new visits before it is computed again
 * @param kept how long a client may go on paging in a ranking
 * @param loneFriendLimit how many friends a person may have and still be, as the only common friend, reason enough to suggest somebody
 */
@Validated
@ConfigurationProperties("mutuals.suggestion")
public record SuggestionProperties(
        @DefaultValue("10m") Duration fresh,
        @DefaultValue("1h") Duration kept,
        @Min(0) @DefaultValue("10") int loneFriendLimit) {}
