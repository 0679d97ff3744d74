package io.mutuals.schema;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of counting which clients use what of the schema.
 *
 * @param sample the share of requests that are counted, each for as many as it stands for; 0 for none
 * @param flushEvery how often a replica adds its counts to those of all
 * @param maxCallers the operations of apps that a replica counts between two of these; further requests are lost
 */
@Validated
@ConfigurationProperties("mutuals.schema-usage")
public record SchemaUsageProperties(
        @Min(0) @Max(1) @DefaultValue("1") double sample,
        @DurationMin(seconds = 1) @DefaultValue("30s") Duration flushEvery,
        @Min(1) @DefaultValue("5000") int maxCallers) {}
