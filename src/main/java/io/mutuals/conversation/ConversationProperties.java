package io.mutuals.conversation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on conversations and messages, and how changes share transactions.
 *
 * @param maxParticipants how many people a group may have
 * @param maxTitle how many characters the title of a group may have
 * @param maxBody how many characters a message may have
 * @param editWindow for how long a message may be edited
 * @param maxRequestMessages how many messages may be sent to somebody who has not accepted the conversation
 * @param maxShares into how many conversations a video may be shared at once
 * @param maxEmojis how many different emojis people may react with to one message
 * @param lanes how many transactions of conversations a replica has under way at once
 * @param maxTogether how many changes may share one
 */
@Validated
@ConfigurationProperties("mutuals.conversation")
public record ConversationProperties(
        @Min(2) @Max(1_000) @DefaultValue("32") int maxParticipants,
        @Min(1) @DefaultValue("60") int maxTitle,
        @Min(1) @DefaultValue("4000") int maxBody,
        @DefaultValue("15m") Duration editWindow,
        @Min(1) @DefaultValue("3") int maxRequestMessages,
        @Min(1) @DefaultValue("20") int maxShares,
        @Min(1) @DefaultValue("20") int maxEmojis,
        @Min(1) @Max(64) @DefaultValue("2") int lanes,
        @Min(1) @Max(1_000) @DefaultValue("100") int maxTogether) {}
