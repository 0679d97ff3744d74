package io.mutuals.changelog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the change log.
 *
 * @param kept how long changes are kept; a replica that reads none for longer drops everything that it holds in memory
 * @param followEvery how often a replica reads the changes for what suggestions hold in memory
 * @param forgetEvery how often one replica deletes older changes
 */
@Validated
@ConfigurationProperties("mutuals.changelog")
public record ChangeLogProperties(
        @DefaultValue("10m") Duration kept,
        @DefaultValue("1s") Duration followEvery,
        @DefaultValue("1m") Duration forgetEvery) {}
