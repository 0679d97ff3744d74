package io.mutuals.friend;

import io.mutuals.api.Slice;
import io.mutuals.user.UserKey;

/**
 * Identifies a page of the friends of a user.
 *
 * @param owner the user whose friends are listed, as seen by the viewer
 */
record FriendsKey(UserKey owner, FriendOrder order, Slice slice) implements Slice.Key {}
