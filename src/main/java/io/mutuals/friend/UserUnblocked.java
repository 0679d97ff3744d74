package io.mutuals.friend;

import java.time.Instant;

/** A user ended a block. */
public record UserUnblocked(long by, long unblocked, Instant at) implements FriendEvent {}
