package io.mutuals.user;

/** Identifies a user as seen by a viewer. */
public record UserKey(long viewer, long user) {}
