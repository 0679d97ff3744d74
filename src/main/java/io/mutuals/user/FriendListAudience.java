package io.mutuals.user;

/** Who sees somebody's list of friends. */
public enum FriendListAudience {
    EVERYONE,
    FRIENDS,
    /** Everybody sees those friends whom they share. */
    MUTUAL_FRIENDS,
    ONLY_ME
}
