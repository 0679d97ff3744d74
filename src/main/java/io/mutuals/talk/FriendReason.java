package io.mutuals.talk;

import java.time.Instant;

/**
 * The viewer and the recipient are friends; given when nothing else is known.
 *
 * @param friend the display name of the friend
 * @param since when the friendship began
 */
public record FriendReason(String friend, Instant since) implements ShareReason {

    @Override
    public String text() {
        return friend + " is a friend of yours";
    }
}
