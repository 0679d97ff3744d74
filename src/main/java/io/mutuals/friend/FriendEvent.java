package io.mutuals.friend;

import java.time.Instant;

/**
 * A change between two users, published after the commit and before the mutation is answered. Listeners run on the
 * thread of the mutation, in the order of the changes of a pair on one replica; other replicas do not receive it.
 */
public sealed interface FriendEvent
        permits FriendRequestSent, FriendRequestDropped, FriendshipFormed, FriendshipEnded, UserBlocked, UserUnblocked {

    /** Returns the time of the change, in whole milliseconds. */
    Instant at();
}
