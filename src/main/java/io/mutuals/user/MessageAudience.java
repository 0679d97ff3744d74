package io.mutuals.user;

/** The users who may start a conversation with a user. */
public enum MessageAudience {
    EVERYONE,
    FRIENDS_OF_FRIENDS,
    FRIENDS,
    NOBODY
}
