package io.mutuals.suggestion.evidence;

import io.mutuals.contact.ContactOptIn;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A source of candidates; to the candidate, a signal that they are suggested by and may switch off.
 *
 * <p>The ordinals are part of tokens that clients hold: add new sources at the end.
 */
public enum SuggestionSource {
    /** Friends of the viewer's friends. */
    FRIENDS_OF_FRIENDS(
            "mutualFriends",
            user -> PrivacySetting.SUGGEST_BY_MUTUAL_FRIENDS.of(user) + " AND " + Visibility.mayShareFriends(user)),
    /** Users who participate in the viewer's groups. */
    SHARED_CONVERSATIONS("sharedConversations", PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS::of),
    /** Users who like the same rare videos. */
    VIDEO_TASTE("videoTaste", PrivacySetting.SUGGEST_BY_VIDEO_TASTE::of),
    /** Users in the viewer's address book who have the viewer in theirs. */
    CONTACTS("contacts", ContactOptIn::of),
    /** Users to begin with, for viewers with few friends. */
    NEW_HERE("newHere", PrivacySetting.FINDABLE_BY_SEARCH::of);

    private final String signal;

    @SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
    private final UnaryOperator<String> allowed;

    SuggestionSource(String signal, UnaryOperator<String> allowed) {
        this.signal = signal;
        this.allowed = allowed;
    }

    /** Returns a fragment of Cypher for each source, separated by commas. */
    public static String joined(Function<SuggestionSource, String> fragment) {
        return Arrays.stream(values()).map(fragment).collect(Collectors.joining(", "));
    }

    /** Returns a Cypher predicate: the settings of {@code user} allow this source to suggest them. */
    public String isAllowedBy(String user) {
        return "(" + allowed.apply(user) + ")";
    }

    /** Returns the property of {@code SAW} with the time at which this source last showed the candidate. */
    public String lastSeenProperty() {
        return signal + "At";
    }

    /**
     * Returns the property of {@code SAW} with the last such time in a step of time before that of {@link
     * #lastSeenProperty}.
     */
    public String seenBeforeProperty() {
        return signal + "Before";
    }
}
