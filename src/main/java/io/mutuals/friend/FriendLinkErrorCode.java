package io.mutuals.friend;

/**
 * The reasons why a friend link is not created, revoked or redeemed. The schema has an enum for each mutation with the
 * subset that it can return.
 */
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
