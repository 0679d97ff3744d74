package io.mutuals.loader;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How loaders batch.
 *
 * @param maxBatch the most keys in one statement
 * @param maxInFlight how many statements of one loader may be under way at once; what arrives beyond that is coalesced
 * @param coalesce whether requests in flight share statements; off, every request asks for itself
 */
@Validated
@ConfigurationProperties("mutuals.loader")
public record LoaderProperties(
        @Min(1) @Max(10_000) @DefaultValue("500") int maxBatch,
        @Min(1) @Max(64) @DefaultValue("1") int maxInFlight,
        @DefaultValue("true") boolean coalesce) {}
