package io.mutuals.friend;

import java.time.Instant;

/** A user sent a friend request. */
public record FriendRequestSent(long from, long to, Instant at) implements FriendEvent {}
