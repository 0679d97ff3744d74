package io.mutuals.user;

/** The part of a list of friends that a viewer sees. */
public enum VisibleFriends {
    ALL,
    /** Only the friends that the viewer shares with the owner of the list. */
    SHARED,
    NONE
}
