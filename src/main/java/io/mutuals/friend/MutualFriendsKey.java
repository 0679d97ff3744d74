package io.mutuals.friend;

import io.mutuals.api.Slice;
import io.mutuals.user.UserKey;

/** Identifies a page of the friends that a viewer and a user have in common, by name. */
record MutualFriendsKey(UserKey between, Slice slice) implements Slice.Key {}
