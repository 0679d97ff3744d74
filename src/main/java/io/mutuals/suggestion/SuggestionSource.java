package io.mutuals.suggestion;

/** Where candidates come from. */
public enum SuggestionSource {
    /** Friends of the viewer's friends. */
    FRIENDS_OF_FRIENDS,
    /** People in the viewer's groups. */
    SHARED_CONVERSATIONS,
    /** People who like the same videos, which few like. */
    VIDEO_TASTE,
    /** People who have the viewer in their address book, and the viewer them. */
    CONTACTS,
    /** People to begin with, for who has few friends yet. */
    NEW_HERE
}
