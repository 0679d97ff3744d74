package io.mutuals.friend;

import io.mutuals.api.UserId;
import java.time.Instant;

/** A friendship ended, by unfriending or by a block. The order of the two users has no meaning. */
public record FriendshipEnded(UserId one, UserId other, Instant at) implements FriendEvent {}
