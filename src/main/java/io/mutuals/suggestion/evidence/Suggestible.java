package io.mutuals.suggestion.evidence;

import io.mutuals.user.FriendListAudience;
import io.mutuals.user.PrivacySettings;

/** Whether settings let a person be suggested; the same that {@link Exclusions} asks in Cypher. */
public final class Suggestible {

    private Suggestible() {}

    public static boolean byMutualFriends(PrivacySettings settings) {
        return settings.suggestByMutualFriends() && settings.friendListVisibleTo() != FriendListAudience.ONLY_ME;
    }
}
