package io.mutuals.user;

/** The users who may see a user's list of friends. */
public enum FriendListAudience {
    EVERYONE,
    FRIENDS,
    /** Every viewer sees the friends that they share with the user. */
    MUTUAL_FRIENDS,
    ONLY_ME
}
