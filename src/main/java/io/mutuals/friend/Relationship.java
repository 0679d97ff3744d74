package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.user.PrivacySettings;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The relationship between a viewer and a user: what the API shows of it, and everything that the rules of this feature
 * decide by.
 *
 * @param between the viewer and the user
 * @param since the time at which they became friends; null if they are not friends
 * @param received the pending request of the user to the viewer; null if there is none
 * @param sent the pending request of the viewer to the user; null if there is none
 * @param blockedSince the time at which the viewer blocked the user; null if they did not
 * @param blocksViewer whether the user blocks the viewer
 * @param sharesFriends whether the two have a friend in common; computed only where a setting of the user depends
 *     on it, and false otherwise
 * @param seesFriends whether the viewer may see the user's list of friends, or a part of it
 * @param settings the settings of the user
 * @param quota the viewer's use of the limits of friend requests
 */
public record Relationship(
        UserKey between,
        User user,
        @Nullable Instant since,
        @Nullable FriendRequest received,
        @Nullable FriendRequest sent,
        @Nullable Instant blockedSince,
        boolean blocksViewer,
        boolean sharesFriends,
        boolean seesFriends,
        PrivacySettings settings,
        RequestQuota quota) {

    private static final IdType ID = new IdType("rel");

    /** Returns the opaque id by which a client caches this relationship. */
    public String id() {
        return ID.encode(between.user().value());
    }

    public boolean isFriend() {
        return since != null;
    }

    public boolean isSelf() {
        return between.viewer().equals(between.user());
    }

    /** Returns whether a block, in either direction, hides the two from each other. */
    public boolean isHidden() {
        return isBlockedByViewer() || blocksViewer;
    }

    /** Returns whether the viewer may start a conversation with the user. */
    public boolean mayMessage() {
        if (isSelf() || isHidden()) {
            return false;
        }
        return switch (settings.messagesFrom()) {
            case EVERYONE -> true;
            case FRIENDS_OF_FRIENDS -> isFriend() || sharesFriends;
            case FRIENDS -> isFriend();
            case NOBODY -> false;
        };
    }

    /** Returns the pending request between the two in either direction; null if there is none. */
    public @Nullable FriendRequest request() {
        return received != null ? received : sent;
    }

    public boolean isBlockedByViewer() {
        return blockedSince != null;
    }
}
