package io.mutuals.talk;

import io.mutuals.user.User;

/**
 * The friend likes other videos of the same author.
 *
 * @param friend the display name of the friend
 * @param author the author of the video
 * @param count the number of the author's latest other videos that the friend likes, at least 1
 */
public record LikesAuthorReason(String friend, User author, int count) implements ShareReason {

    @Override
    public String text() {
        return friend + " likes " + (count == 1 ? "a video" : count + " videos") + " of " + author.displayName();
    }
}
