package io.mutuals.friend;

/** Why something about friends was not done. The schema has an enum for each mutation with those of them that it can meet. */
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
