package io.mutuals.talk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the ranking of recipients looks at.
 *
 * @param halfLife after how long a message counts half
 * @param recentConversations how many conversations of a viewer count, the latest
 * @param recentMessages how many messages of each conversation count, the latest
 */
@Validated
@ConfigurationProperties("mutuals.talk")
public record TalkProperties(
        @DurationMin(minutes = 1) @DefaultValue("7d") Duration halfLife,
        @Min(1) @Max(1_000) @DefaultValue("50") int recentConversations,
        @Min(1) @Max(1_000) @DefaultValue("200") int recentMessages) {}
