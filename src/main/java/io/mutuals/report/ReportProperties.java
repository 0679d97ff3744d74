package io.mutuals.report;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a report keeps.
 *
 * @param context how many messages before the reported one, and as many after it
 * @param maxText how many characters a reporter's comment, or a moderator's note, may have
 */
@Validated
@ConfigurationProperties("mutuals.report")
public record ReportProperties(
        @Min(0) @Max(50) @DefaultValue("5") int context,
        @Min(1) @Max(10_000) @DefaultValue("1000") int maxText) {}
