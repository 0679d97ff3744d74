package io.mutuals.suggestion.evidence;

/** The reason why a user is suggested, made only of facts that the viewer may see anyway. */
public sealed interface SuggestionReason
        permits MutualFriendsReason, SharedConversationReason, VideoTasteReason, ContactReason, NewHereReason {}
