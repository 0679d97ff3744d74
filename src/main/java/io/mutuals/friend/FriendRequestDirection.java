package io.mutuals.friend;

/** The direction of a friend request, as seen by the viewer. */
enum FriendRequestDirection {
    /** Sent to the viewer. */
    INCOMING,
    /** Sent by the viewer. */
    OUTGOING;

    /** Returns the name of the list of this direction in its cursors. */
    String list() {
        return switch (this) {
            case INCOMING -> "requests.in";
            case OUTGOING -> "requests.out";
        };
    }
}
