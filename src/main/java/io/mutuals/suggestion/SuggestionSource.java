package io.mutuals.suggestion;

/** Where candidates come from. */
public enum SuggestionSource {
    /** Friends of the viewer's friends. */
    FRIENDS_OF_FRIENDS
}
