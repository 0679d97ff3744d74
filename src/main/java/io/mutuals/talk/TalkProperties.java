package io.mutuals.talk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the ranking of share recipients, and of the counts of shares.
 *
 * @param halfLife the age at which a message counts half
 * @param recentConversations the number of latest conversations of a viewer that count
 * @param recentMessages the number of latest messages of each conversation that count
 * @param tallyEvery the interval at which shares that are a day old are counted
 */
@Validated
@ConfigurationProperties("mutuals.talk")
public record TalkProperties(
        @DurationMin(minutes = 1) @DefaultValue("7d") Duration halfLife,
        @Min(1) @Max(1_000) @DefaultValue("50") int recentConversations,
        @Min(1) @Max(1_000) @DefaultValue("200") int recentMessages,
        @DurationMin(millis = 100) @DefaultValue("1m") Duration tallyEvery) {}
