package io.mutuals.suggestion.feedback;

/** Somebody may be suggested again to whoever dismissed them; published after the commit. */
public record DismissalUndone(long by, long dismissed) {}
