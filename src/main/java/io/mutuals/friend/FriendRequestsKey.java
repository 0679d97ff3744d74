package io.mutuals.friend;

import io.mutuals.api.Slice;

/** Identifies a page of a viewer's pending friend requests, newest first. */
record FriendRequestsKey(long viewer, FriendRequestDirection direction, Slice slice) implements Slice.Key {}
