package io.mutuals.user;

/** The users who may send a user a friend request. */
public enum RequestAudience {
    EVERYONE,
    FRIENDS_OF_FRIENDS,
    NOBODY
}
