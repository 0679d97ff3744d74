package io.mutuals.limit;

/**
 * What each person may do only so often. How often is told by the {@link ActionLimitProperties}; why each is open or closed, by {@code
 * docs/limits.md}.
 */
public enum ActionLimit {
    /** Sending a message. */
    SEND_MESSAGE(WhenRedisIsAway.OPEN),
    /** Beginning a conversation with somebody, or a group. */
    OPEN_CONVERSATION(WhenRedisIsAway.CLOSED),
    /** Adding one person to a group. */
    INVITE(WhenRedisIsAway.CLOSED),
    /** Reporting somebody or something. */
    REPORT(WhenRedisIsAway.OPEN),
    /** Telling that one is typing. */
    SET_TYPING(WhenRedisIsAway.OPEN),
    /** Telling which suggestions one was shown. */
    RECORD_IMPRESSIONS(WhenRedisIsAway.OPEN);

    private final WhenRedisIsAway whenRedisIsAway;

    ActionLimit(WhenRedisIsAway whenRedisIsAway) {
        this.whenRedisIsAway = whenRedisIsAway;
    }

    WhenRedisIsAway whenRedisIsAway() {
        return whenRedisIsAway;
    }

    /** What becomes of a limit that cannot be counted. */
    enum WhenRedisIsAway {
        /** Everybody passes. */
        OPEN,
        /** Nobody does. */
        CLOSED
    }
}
