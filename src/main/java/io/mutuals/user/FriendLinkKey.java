package io.mutuals.user;

/** A user named by the token of a friend link, as one viewer sees them. */
record FriendLinkKey(long viewer, String token) {}
