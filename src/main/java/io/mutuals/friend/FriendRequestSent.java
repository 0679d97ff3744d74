package io.mutuals.friend;

import java.time.Instant;

/** Somebody asked somebody to be friends; published after the commit. */
public record FriendRequestSent(long from, long to, Instant at) {}
