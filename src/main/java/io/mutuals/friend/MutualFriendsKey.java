package io.mutuals.friend;

import io.mutuals.api.Slice;

/** Identifies a page of the friends that a viewer and a user have in common, by name. */
record MutualFriendsKey(long viewer, long user, Slice slice) implements Slice.Key {}
