package io.mutuals.friend;

import java.time.Instant;

/** A friend request was declined or withdrawn. */
public record FriendRequestDropped(long from, long to, Instant at) implements FriendEvent {}
