package io.mutuals.friend;

import io.mutuals.api.UserId;
import java.time.Instant;

/**
 * A user sent a friend request.
 *
 * @param from the sender
 * @param to the receiver
 */
public record FriendRequestSent(UserId from, UserId to, Instant at) implements FriendEvent {}
