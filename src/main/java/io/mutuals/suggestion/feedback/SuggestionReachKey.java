package io.mutuals.suggestion.feedback;

/** To how many people a viewer was suggested within a window. */
record SuggestionReachKey(long viewer, SuggestionReachWindow window) {}
