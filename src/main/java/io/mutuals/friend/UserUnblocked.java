package io.mutuals.friend;

import io.mutuals.api.UserId;
import java.time.Instant;

/**
 * A user ended a block.
 *
 * @param by the user who had blocked
 * @param unblocked the user who had been blocked
 */
public record UserUnblocked(UserId by, UserId unblocked, Instant at) implements FriendEvent {}
