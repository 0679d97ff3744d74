package io.mutuals.friend;

import java.time.Instant;

/** A friend request was declined or withdrawn; published after the commit. */
public record FriendRequestDropped(long from, long to, Instant at) {}
