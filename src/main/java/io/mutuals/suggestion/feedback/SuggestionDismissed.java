package io.mutuals.suggestion.feedback;

import java.time.Instant;

/** Somebody does not want somebody suggested to them, for a while or for good; published after the commit. */
public record SuggestionDismissed(long by, long dismissed, Instant at) {}
