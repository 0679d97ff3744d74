package io.mutuals.suggestion.feedback;

import io.mutuals.api.UserId;
import java.time.Instant;

/** A user dismissed another from their suggestions, for a while or for good; published after the commit. */
public record SuggestionDismissed(UserId by, UserId dismissed, Instant at) {}
