package io.mutuals.friend;

/** Which way a friend request goes, seen by the viewer. */
enum FriendRequestDirection {
    /** Sent to the viewer. */
    INCOMING,
    /** Sent by the viewer. */
    OUTGOING
}
