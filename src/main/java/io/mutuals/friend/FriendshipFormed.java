package io.mutuals.friend;

import io.mutuals.api.UserId;
import java.time.Instant;

/** Two users became friends. Their order has no meaning. */
public record FriendshipFormed(UserId one, UserId other, Instant at) implements FriendEvent {}
