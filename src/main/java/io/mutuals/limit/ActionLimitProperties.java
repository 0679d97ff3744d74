package io.mutuals.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one person may do what is limited by itself.
 *
 * @param sendMessage how many messages somebody may send
 * @param openConversation how many conversations somebody may begin
 * @param invite how many people somebody may add to groups
 * @param report how many reports somebody may make
 * @param setTyping how often somebody may tell that they are typing
 * @param recordImpressions how often somebody may tell which suggestions they were shown
 */
@Validated
@ConfigurationProperties("mutuals.action-limit")
public record ActionLimitProperties(
        @DefaultValue("60 per 1m") Rate sendMessage,
        @DefaultValue("20 per 1h") Rate openConversation,
        @DefaultValue("50 per 1h") Rate invite,
        @DefaultValue("20 per 1h") Rate report,
        @DefaultValue("30 per 1m") Rate setTyping,
        @DefaultValue("30 per 1m") Rate recordImpressions) {

    Rate of(ActionLimit limit) {
        return switch (limit) {
            case SEND_MESSAGE -> sendMessage;
            case OPEN_CONVERSATION -> openConversation;
            case INVITE -> invite;
            case REPORT -> report;
            case SET_TYPING -> setTyping;
            case RECORD_IMPRESSIONS -> recordImpressions;
        };
    }
}
