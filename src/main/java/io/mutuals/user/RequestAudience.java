package io.mutuals.user;

/** Who may ask somebody to be friends. */
public enum RequestAudience {
    EVERYONE,
    FRIENDS_OF_FRIENDS,
    NOBODY
}
