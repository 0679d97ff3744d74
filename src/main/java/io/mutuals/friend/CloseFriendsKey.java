package io.mutuals.friend;

import io.mutuals.api.Slice;

/** Identifies a page of the viewer's close friends, the latest addition first. */
record CloseFriendsKey(long viewer, Slice slice) implements Slice.Key {}
