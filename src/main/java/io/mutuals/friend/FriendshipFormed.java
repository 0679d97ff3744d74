package io.mutuals.friend;

import java.time.Instant;

/** Two users became friends. */
public record FriendshipFormed(long one, long other, Instant at) implements FriendEvent {}
