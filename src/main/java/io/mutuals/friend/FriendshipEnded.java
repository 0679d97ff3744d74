package io.mutuals.friend;

import java.time.Instant;

/** A friendship ended, by unfriending or by a block. */
public record FriendshipEnded(long one, long other, Instant at) implements FriendEvent {}
