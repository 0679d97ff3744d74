package io.mutuals.user;

/** Who may write to somebody first. */
public enum MessageAudience {
    EVERYONE,
    FRIENDS_OF_FRIENDS,
    FRIENDS
}
