package io.mutuals.suggestion;

/** Somebody may be suggested again to whoever dismissed them; published after the commit. */
public record DismissalUndone(long by, long dismissed) {}
