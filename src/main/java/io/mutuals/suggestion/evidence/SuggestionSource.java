package io.mutuals.suggestion.evidence;

import io.mutuals.contact.TakingPart;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;
import java.util.function.UnaryOperator;

/**
 * Where candidates come from; what a person sees of it, as a signal that they are suggested by, and may switch off.
 *
 * <p>The order is part of tokens that clients hold: a new one goes to the end.
 */
public enum SuggestionSource {
    /** Friends of the viewer's friends. */
    FRIENDS_OF_FRIENDS(
            "mutualFriends",
            user -> PrivacySetting.SUGGEST_BY_MUTUAL_FRIENDS.of(user) + " AND " + Visibility.mayShareFriends(user)),
    /** People who are in conversations with the viewer. */
    SHARED_CONVERSATIONS("sharedConversations", PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS::of),
    /** People who like the same rare videos. */
    VIDEO_TASTE("videoTaste", PrivacySetting.SUGGEST_BY_VIDEO_TASTE::of),
    /** People who have the viewer in their address book, and are in the viewer's. */
    CONTACTS("contacts", TakingPart::of),
    /** People for those who know nobody yet. */
    NEW_HERE("newHere", PrivacySetting.FINDABLE_BY_SEARCH::of);

    private final String signal;

    @SuppressWarnings("ImmutableEnumChecker") // keeps no state
    private final UnaryOperator<String> allowed;

    SuggestionSource(String signal, UnaryOperator<String> allowed) {
        this.signal = signal;
        this.allowed = allowed;
    }

    /** A Cypher predicate: the settings of {@code user} let them be suggested by this. */
    public String isAllowedBy(String user) {
        return "(" + allowed.apply(user) + ")";
    }

    /** The property of {@code SAW} that tells when somebody was last shown by this. */
    public String at() {
        return signal + "At";
    }

    /** The property of {@code SAW} that tells when they were last shown by this in a step before that of {@link #at}. */
    public String before() {
        return signal + "Before";
    }
}
