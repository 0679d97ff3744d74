package io.mutuals.friend;

import io.mutuals.api.Slice;

/** A page of a viewer's own good friend links, newest first. */
record FriendLinksKey(long viewer, Slice slice) implements Slice.Key {}
