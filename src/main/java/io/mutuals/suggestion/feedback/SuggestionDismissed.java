package io.mutuals.suggestion.feedback;

import java.time.Instant;

/** A user dismissed another from their suggestions, for a while or for good; published after the commit. */
public record SuggestionDismissed(long by, long dismissed, Instant at) {}
