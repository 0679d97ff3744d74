package io.mutuals.suggestion;

/** Where candidates come from. */
public enum SuggestionSource {
    /** Friends of the viewer's friends. */
    FRIENDS_OF_FRIENDS,
    /** People in the viewer's groups. */
    SHARED_CONVERSATIONS,
    /** People who like the same rare videos. */
    VIDEO_TASTE,
    /** People whose address book has the viewer, and who are in the viewer's. */
    CONTACTS,
    /** Whom to meet first, for viewers who know few people yet. */
    NEW_HERE
}
