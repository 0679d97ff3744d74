package io.mutuals.talk;

import java.time.Instant;

/**
 * The two are friends.
 *
 * @param friend how the friend is called
 */
public record FriendReason(String friend, Instant since) implements ShareReason {

    @Override
    public String text() {
        return friend + " is a friend of yours";
    }
}
