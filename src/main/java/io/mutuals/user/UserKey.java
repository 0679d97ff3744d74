package io.mutuals.user;

/** A user as one viewer sees them. */
public record UserKey(long viewer, long user) {}
