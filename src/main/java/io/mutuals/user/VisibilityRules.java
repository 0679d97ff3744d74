package io.mutuals.user;

import io.mutuals.api.UserId;
import java.time.Instant;

/**
 * The rules of {@link Visibility} in Java, for facts in memory. Each method has the name of the Cypher that it repeats.
 */
public final class VisibilityRules {

    private VisibilityRules() {}

    /**
     * Returns whether a viewer may see {@code other}.
     *
     * @param hidden the users hidden from the viewer, absent ones included
     */
    public static boolean maySee(HiddenUsers hidden, long other) {
        return !hidden.contains(other);
    }

    /**
     * Returns whether a user is not absent.
     *
     * @param hidden the users hidden from any viewer, absent ones included
     */
    public static boolean isPresent(HiddenUsers hidden, long user) {
        return !hidden.absent().contains(user);
    }

    /**
     * Returns the part of {@code owner}'s list of friends that {@code viewer} sees at {@code now}.
     *
     * @param owner the facts about a user who exists
     * @param isFriend whether viewer and owner are friends
     */
    public static VisibleFriends friendsShown(UserId viewer, UserFacts owner, boolean isFriend, Instant now) {
        if (owner.user() != null && owner.user().number() == viewer.value()) {
            return VisibleFriends.ALL;
        }
        return switch (owner.friendListVisibleTo(now)) {
            case EVERYONE -> VisibleFriends.ALL;
            case FRIENDS -> isFriend ? VisibleFriends.ALL : VisibleFriends.NONE;
            case MUTUAL_FRIENDS -> VisibleFriends.SHARED;
            case ONLY_ME -> VisibleFriends.NONE;
        };
    }

    /**
     * Returns whether a viewer may see at {@code now} the friends that they share with a user.
     *
     * @param user the facts about a user who exists
     */
    public static boolean mayShareFriends(UserFacts user, Instant now) {
        return user.friendListVisibleTo(now) != FriendListAudience.ONLY_ME;
    }

    /**
     * Returns whether a list of friends shows a user to a viewer.
     *
     * @param isFriend whether viewer and the listed user are friends
     */
    public static boolean shows(VisibleFriends shown, boolean isFriend) {
        return switch (shown) {
            case ALL -> true;
            case SHARED -> isFriend;
            case NONE -> false;
        };
    }
}
