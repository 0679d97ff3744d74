package io.mutuals.friend;

import java.time.Instant;

/** Two people became friends; published after the commit. */
public record FriendshipFormed(long one, long other, Instant at) {}
