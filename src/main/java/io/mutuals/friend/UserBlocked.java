package io.mutuals.friend;

import java.time.Instant;

/** A user blocked another. */
public record UserBlocked(long by, long blocked, Instant at) implements FriendEvent {}
