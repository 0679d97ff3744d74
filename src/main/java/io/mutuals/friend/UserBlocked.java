package io.mutuals.friend;

import io.mutuals.api.UserId;
import java.time.Instant;

/**
 * A user blocked another.
 *
 * @param by the user who blocks
 * @param blocked the user who is blocked
 */
public record UserBlocked(UserId by, UserId blocked, Instant at) implements FriendEvent {}
