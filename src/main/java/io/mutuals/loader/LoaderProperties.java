package io.mutuals.loader;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of batching and coalescing.
 *
 * @param maxBatch maximum number of keys in one statement
 * @param maxInFlight maximum number of concurrent statements per loader; further keys wait and are coalesced
 * @param coalesce true if concurrent requests share statements; if false, each request sends its own
 */
@Validated
@ConfigurationProperties("mutuals.loader")
public record LoaderProperties(
        @Min(1) @Max(10_000) @DefaultValue("500") int maxBatch,
        @Min(1) @Max(64) @DefaultValue("1") int maxInFlight,
        @DefaultValue("true") boolean coalesce) {}
