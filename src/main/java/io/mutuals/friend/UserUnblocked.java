package io.mutuals.friend;

import java.time.Instant;

/** Somebody blocks somebody no more; published after the commit. */
public record UserUnblocked(long by, long unblocked, Instant at) {}
