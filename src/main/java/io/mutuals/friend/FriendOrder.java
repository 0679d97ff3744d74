package io.mutuals.friend;

/** The order of a list of friends; equal places are ordered by the smaller number. */
enum FriendOrder {
    /** The newest friendship first. */
    RECENT,
    /** By displayed name, in lower case. */
    NAME
}
