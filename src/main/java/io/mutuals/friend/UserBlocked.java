package io.mutuals.friend;

import java.time.Instant;

/** Somebody blocked somebody; published after the commit. */
public record UserBlocked(long by, long blocked, Instant at) {}
