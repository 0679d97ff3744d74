package io.mutuals.suggestion.feedback;

/** A user withdrew a dismissal; published after the commit. */
public record DismissalUndone(long by, long dismissed) {}
