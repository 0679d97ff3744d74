package io.mutuals.limit;

/**
 * Actions whose rate is limited for each user. The rates are {@link ActionLimitProperties}; {@code docs/limits.md}
 * explains why each limit allows or refuses its action while Redis is unavailable.
 */
public enum ActionLimit {
    SEND_MESSAGE(WhenRedisIsAway.OPEN),
    /** Starting a direct or a group conversation. */
    OPEN_CONVERSATION(WhenRedisIsAway.CLOSED),
    /** Adding one user to a group. */
    INVITE(WhenRedisIsAway.CLOSED),
    /** Reporting a user, a message or a video. */
    REPORT(WhenRedisIsAway.OPEN),
    /** Signalling that the viewer is typing. */
    SET_TYPING(WhenRedisIsAway.OPEN),
    /** Recording which suggestions the viewer was shown. */
    RECORD_IMPRESSIONS(WhenRedisIsAway.OPEN),
    /** Liking a video, or ceasing to. */
    LIKE_VIDEO(WhenRedisIsAway.OPEN),
    /** Saving a video, or removing it from the saved ones. */
    SAVE_VIDEO(WhenRedisIsAway.OPEN),
    /** Reposting a video, changing the comment of a repost, or undoing it. */
    REPOST_VIDEO(WhenRedisIsAway.OPEN),
    /** Publishing a video. */
    PUBLISH_VIDEO(WhenRedisIsAway.CLOSED),
    /** Changing or deleting a video. */
    CHANGE_VIDEO(WhenRedisIsAway.OPEN),
    /** Adding a user to the list of close friends, or removing one. */
    CHANGE_CLOSE_FRIENDS(WhenRedisIsAway.OPEN),
    /** Commenting on a video, or editing a comment. */
    COMMENT(WhenRedisIsAway.CLOSED),
    /** Liking a comment, or ceasing to. */
    LIKE_COMMENT(WhenRedisIsAway.OPEN),
    /** Changing guardian links, or the settings of wards. */
    CHANGE_GUARDIANSHIP(WhenRedisIsAway.OPEN),
    /** Sending a document for the first time, to be kept under its hash. */
    PERSIST_DOCUMENT(WhenRedisIsAway.CLOSED);

    private final WhenRedisIsAway whenRedisIsAway;

    ActionLimit(WhenRedisIsAway whenRedisIsAway) {
        this.whenRedisIsAway = whenRedisIsAway;
    }

    WhenRedisIsAway whenRedisIsAway() {
        return whenRedisIsAway;
    }

    /** The outcome of an action that cannot be counted. */
    enum WhenRedisIsAway {
        /** The action is allowed. */
        OPEN,
        /** The action is refused. */
        CLOSED
    }
}
