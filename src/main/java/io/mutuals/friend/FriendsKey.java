package io.mutuals.friend;

import io.mutuals.api.Slice;

/** Identifies a page of the friends of a user, as seen by a viewer. */
record FriendsKey(long viewer, long owner, FriendOrder order, Slice slice) implements Slice.Key {}
