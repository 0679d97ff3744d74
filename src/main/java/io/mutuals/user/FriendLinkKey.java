package io.mutuals.user;

/** Identifies a user by the token of one of their friend links, as seen by a viewer. */
record FriendLinkKey(long viewer, String token) {}
