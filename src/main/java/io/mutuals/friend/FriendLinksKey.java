package io.mutuals.friend;

import io.mutuals.api.Slice;

/** Identifies a page of a viewer's valid friend links, newest first. */
record FriendLinksKey(long viewer, Slice slice) implements Slice.Key {}
