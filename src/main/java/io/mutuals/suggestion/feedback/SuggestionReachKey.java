package io.mutuals.suggestion.feedback;

/** A viewer's reach within a window. */
record SuggestionReachKey(long viewer, SuggestionReachWindow window) {}
