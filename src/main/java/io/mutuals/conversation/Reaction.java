package io.mutuals.conversation;

import io.mutuals.user.User;
import java.util.List;

/**
 * An emoji with the users who reacted to a message with it.
 *
 * @param emoji the fully-qualified form of the emoji
 * @param viewerHasReacted whether the viewer is one of the users
 * @param users the users whom the viewer may see, the first to react at the beginning
 */
public record Reaction(String emoji, boolean viewerHasReacted, List<User> users) {

    /** The number of these users. */
    public int count() {
        return users.size();
    }
}
