package io.mutuals.suggestion.evidence;

/** Why a person is suggested, made only of facts that the viewer may see anyway. */
public sealed interface SuggestionReason
        permits MutualFriendsReason, SharedConversationReason, VideoTasteReason, ContactReason, NewHereReason {}
