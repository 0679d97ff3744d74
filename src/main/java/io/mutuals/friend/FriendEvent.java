package io.mutuals.friend;

import java.time.Instant;

/**
 * A change between two users, published after the commit and before the mutation is answered. Listeners run on the
 * thread of the mutation; other replicas do not receive it. Events of concurrent changes to one pair may arrive in any
 * order; a listener that needs the current state reads it.
 */
public sealed interface FriendEvent
        permits FriendRequestSent, FriendRequestDropped, FriendshipFormed, FriendshipEnded, UserBlocked, UserUnblocked {

    /** Returns the time of the change, in whole milliseconds. */
    Instant at();
}
