package io.mutuals.report;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of reports.
 *
 * @param context the number of messages stored before a reported message, and after it
 * @param maxText the most characters of a reporter's comment or a moderator's note
 */
@Validated
@ConfigurationProperties("mutuals.report")
public record ReportProperties(
        @Min(0) @Max(50) @DefaultValue("5") int context,
        @Min(1) @Max(10_000) @DefaultValue("1000") int maxText) {}
