package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.user.PrivacySettings;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that lies between a viewer and a user, as far as a rule of this feature asks for it: what the API tells of a relationship, and
 * what every change is decided by.
 *
 * @param between the viewer and the user
 * @param since when they became friends; null when they are not
 * @param received the pending request of the user to the viewer; null when there is none
 * @param sent the pending request of the viewer to the user; null when there is none
 * @param blockedSince since when the viewer blocks the user; null when they do not
 * @param blocksViewer whether the user blocks the viewer
 * @param sharesFriends whether the two have a friend in common, where a setting of the user makes it count; false otherwise
 * @param seesFriends whether the list of the user's friends shows the viewer anybody, should there be somebody
 * @param settings the user's
 * @param quota how much the viewer has asked of others
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

    /** The opaque id under which the viewer's client keeps what lies between the viewer and this user. */
    public String id() {
        return ID.encode(between.user());
    }

    public boolean isFriend() {
        return since != null;
    }

    public boolean isSelf() {
        return between.viewer() == between.user();
    }

    /** Whether a block hides each from the other. */
    public boolean isHidden() {
        return isBlockedByViewer() || blocksViewer;
    }

    /** Whether the viewer may write to the user first. */
    public boolean mayMessage() {
        if (isSelf() || isHidden()) {
            return false;
        }
        return isFriend()
                || switch (settings.messagesFrom()) {
                    case EVERYONE -> true;
                    case FRIENDS_OF_FRIENDS -> sharesFriends;
                    case FRIENDS -> false;
                };
    }

    /** The pending request between the two, whichever way it goes; null when there is none. */
    public @Nullable FriendRequest request() {
        return received != null ? received : sent;
    }

    public boolean isBlockedByViewer() {
        return blockedSince != null;
    }
}
