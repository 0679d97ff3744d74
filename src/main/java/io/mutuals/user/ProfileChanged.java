package io.mutuals.user;

/** Somebody's handle, name, bio or region is not what it was; published after the commit. */
public record ProfileChanged(long user) {}
