package io.mutuals.friend;

import io.mutuals.user.UserKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person is to a viewer.
 *
 * @param between the viewer and the person
 * @param since when they became friends; null when they are not
 * @param request the pending request between the two; null when there is none
 */
public record Relationship(
        UserKey between, @Nullable Instant since, @Nullable FriendRequest request) {

    public boolean isFriend() {
        return since != null;
    }
}
