package io.mutuals.user;

/** The handle, name, bio or region of a user changed. Published after the commit. */
public record ProfileChanged(long user) {}
