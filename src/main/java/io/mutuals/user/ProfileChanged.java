package io.mutuals.user;

/** Somebody's handle, name or bio is not what it was; published after the commit. */
public record ProfileChanged(long user) {}
