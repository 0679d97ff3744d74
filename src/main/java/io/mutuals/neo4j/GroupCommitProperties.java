package io.mutuals.neo4j;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes share transactions on a replica.
 *
 * @param transactions the most concurrent transactions for changes of one kind, such as those of conversations
 * @param changes the most changes in one transaction
 * @param patience how long a change waits for the transactions under way before another begins beside them
 */
@Validated
@ConfigurationProperties("mutuals.group-commit")
public record GroupCommitProperties(
        @Min(1) @Max(64) @DefaultValue("8") int transactions,
        @Min(1) @Max(1_000) @DefaultValue("100") int changes,
        @DefaultValue("50ms") Duration patience) {}
