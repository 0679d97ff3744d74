package io.mutuals.friend;

/** Which way a friend request goes, seen by the viewer. */
enum FriendRequestDirection {
    /** Sent to the viewer. */
    INCOMING,
    /** Sent by the viewer. */
    OUTGOING;

    /** How the list of this direction is called in its cursors. */
    String list() {
        return switch (this) {
            case INCOMING -> "requests.in";
            case OUTGOING -> "requests.out";
        };
    }
}
