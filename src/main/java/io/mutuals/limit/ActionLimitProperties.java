package io.mutuals.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rates of actions that are limited for each user.
 *
 * @param sendMessage messages that a user may send
 * @param openConversation conversations that a user may start
 * @param invite users that a user may add to groups
 * @param report reports that a user may file
 * @param setTyping typing signals that a user may send
 * @param recordImpressions batches of impressions that a user may record
 * @param likeVideo likes that a user may set or remove
 * @param saveVideo saves that a user may make or remove
 * @param repostVideo reposts that a user may make, change or undo
 * @param publishVideo videos that a user may publish
 * @param changeVideo changes and deletions of videos that a user may make
 * @param changeCloseFriends additions to, and removals from, the list of close friends that a user may make
 * @param comment comments that a user may make or edit
 * @param likeComment likes of comments that a user may set or remove
 * @param changeGuardianship changes of guardian links, and of the settings of wards, that a user may make or ask for
 * @param persistDocument documents of a user that may be kept under their hashes; further ones run all the same
 */
@Validated
@ConfigurationProperties("mutuals.action-limit")
public record ActionLimitProperties(
        @DefaultValue("60 per 1m") Rate sendMessage,
        @DefaultValue("20 per 1h") Rate openConversation,
        @DefaultValue("50 per 1h") Rate invite,
        @DefaultValue("20 per 1h") Rate report,
        @DefaultValue("30 per 1m") Rate setTyping,
        @DefaultValue("30 per 1m") Rate recordImpressions,
        @DefaultValue("120 per 1m") Rate likeVideo,
        @DefaultValue("120 per 1m") Rate saveVideo,
        @DefaultValue("60 per 1m") Rate repostVideo,
        @DefaultValue("30 per 1h") Rate publishVideo,
        @DefaultValue("60 per 1m") Rate changeVideo,
        @DefaultValue("120 per 1m") Rate changeCloseFriends,
        @DefaultValue("20 per 1m") Rate comment,
        @DefaultValue("120 per 1m") Rate likeComment,
        @DefaultValue("60 per 1h") Rate changeGuardianship,
        @DefaultValue("60 per 1h") Rate persistDocument) {

    Rate of(ActionLimit limit) {
        return switch (limit) {
            case SEND_MESSAGE -> sendMessage;
            case OPEN_CONVERSATION -> openConversation;
            case INVITE -> invite;
            case REPORT -> report;
            case SET_TYPING -> setTyping;
            case RECORD_IMPRESSIONS -> recordImpressions;
            case LIKE_VIDEO -> likeVideo;
            case SAVE_VIDEO -> saveVideo;
            case REPOST_VIDEO -> repostVideo;
            case PUBLISH_VIDEO -> publishVideo;
            case CHANGE_VIDEO -> changeVideo;
            case CHANGE_CLOSE_FRIENDS -> changeCloseFriends;
            case COMMENT -> comment;
            case LIKE_COMMENT -> likeComment;
            case CHANGE_GUARDIANSHIP -> changeGuardianship;
            case PERSIST_DOCUMENT -> persistDocument;
        };
    }
}
