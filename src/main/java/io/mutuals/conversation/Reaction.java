package io.mutuals.conversation;

import io.mutuals.user.User;
import java.util.List;

/**
 * One emoji with which people react to a message.
 *
 * @param viewerHasReacted whether the viewer is one of them
 * @param users those whom the viewer may see, the first to react at the beginning
 */
public record Reaction(String emoji, boolean viewerHasReacted, List<User> users) {

    /** How many they are. */
    public int count() {
        return users.size();
    }
}
