package io.mutuals.suggestion.feedback;

import io.mutuals.api.UserId;

/** A user withdrew a dismissal; published after the commit. */
public record DismissalUndone(UserId by, UserId dismissed) {}
