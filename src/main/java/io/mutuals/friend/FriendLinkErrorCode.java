package io.mutuals.friend;

/** Why something about friend links was not done. The schema has an enum for each mutation. */
enum FriendLinkErrorCode {
    NOT_FOUND,
    INVALID_EXPIRY,
    TOO_MANY_LINKS,
    EXPIRED,
    REVOKED,
    SELF,
    ALREADY_REDEEMED,
    ALREADY_FRIENDS
}
