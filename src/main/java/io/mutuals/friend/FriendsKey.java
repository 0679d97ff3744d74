package io.mutuals.friend;

import io.mutuals.api.Slice;

/** A page of the friends of one user, as one viewer sees them. */
record FriendsKey(long viewer, long owner, FriendOrder order, Slice slice) implements Slice.Key {}
