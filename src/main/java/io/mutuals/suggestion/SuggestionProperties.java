package io.mutuals.suggestion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long rankings are kept.
 *
 * @param fresh how long a ranking serves new visits before it is computed again
 * @param kept how long a client may go on paging in a ranking
 */
@Validated
@ConfigurationProperties("mutuals.suggestion")
public record SuggestionProperties(
        @DefaultValue("10m") Duration fresh,
        @DefaultValue("1h") Duration kept) {}
