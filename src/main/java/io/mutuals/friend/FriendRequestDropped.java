package io.mutuals.friend;

import io.mutuals.api.UserId;
import java.time.Instant;

/**
 * A friend request was declined or withdrawn.
 *
 * @param from the sender
 * @param to the receiver
 */
public record FriendRequestDropped(UserId from, UserId to, Instant at) implements FriendEvent {}
