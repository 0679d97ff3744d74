package io.mutuals.suggestion.evidence;

import io.mutuals.user.FriendListAudience;
import io.mutuals.user.PrivacySettings;

/**
 * Decides in Java, as {@link SuggestionSource#isAllowedBy} does in Cypher, whether settings let a user be suggested.
 */
public final class Suggestible {

    private Suggestible() {}

    /**
     * Returns whether the user may be suggested for mutual friends, which needs a friend list that is not closed to
     * all.
     */
    public static boolean byMutualFriends(PrivacySettings settings) {
        return settings.suggestByMutualFriends() && settings.friendListVisibleTo() != FriendListAudience.ONLY_ME;
    }
}
