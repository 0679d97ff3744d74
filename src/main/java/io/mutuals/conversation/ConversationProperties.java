package io.mutuals.conversation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of conversations and messages.
 *
 * @param maxParticipants the most participants of a group, invited ones included
 * @param maxTitle the most characters in the title of a group
 * @param maxBody the most characters in the body of a message
 * @param editWindow how long after sending a message may be edited
 * @param maxRequestMessages the most messages in a conversation that the other participants have not accepted
 * @param maxShares the most conversations that a video may be shared into at once
 * @param maxEmojis the most different emojis in the reactions to one message
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
        @Min(1) @DefaultValue("20") int maxEmojis) {}
