package io.mutuals.suggestion;

import io.mutuals.user.FriendListAudience;
import io.mutuals.user.PrivacySettings;

/** Whether settings let a person be suggested; the same that {@link Exclusions} asks in Cypher. */
final class Suggestible {

    private Suggestible() {}

    static boolean byMutualFriends(PrivacySettings settings) {
        return settings.suggestByMutualFriends() && settings.friendListVisibleTo() != FriendListAudience.ONLY_ME;
    }
}
