package io.mutuals.friend;

import java.time.Instant;

/** Two people are friends no more; published after the commit. */
public record FriendshipEnded(long one, long other, Instant at) {}
