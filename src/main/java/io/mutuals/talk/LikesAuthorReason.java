package io.mutuals.talk;

import io.mutuals.user.User;

/**
 * The friend likes other videos of the same author.
 *
 * @param friend how the friend is called
 * @param count how many of the latest, at least 1
 */
public record LikesAuthorReason(String friend, User author, int count) implements ShareReason {

    @Override
    public String text() {
        return friend + " likes " + (count == 1 ? "a video" : count + " videos") + " of " + author.displayName();
    }
}
