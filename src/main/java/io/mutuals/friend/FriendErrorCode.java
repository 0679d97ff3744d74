package io.mutuals.friend;

/**
 * The reasons why a change between two users is refused. The schema has an enum for each mutation with the subset that
 * it can return.
 */
enum FriendErrorCode {
    NOT_FOUND,
    SELF,
    ALREADY_FRIENDS,
    ALREADY_REQUESTED,
    NOT_ALLOWED,
    RATE_LIMITED,
    MESSAGE_TOO_LONG,
    NO_REQUEST,
    NOT_FRIENDS
}
