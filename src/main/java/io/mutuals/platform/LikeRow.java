package io.mutuals.platform;

import java.time.Instant;

/** A row of {@code putLikes}: a user likes a video, or has taken the like back. */
record LikeRow(String userKey, String videoKey, boolean liked, Instant changedAt) {

    /** Returns what the row is about: rows about the same like have the same. */
    Pair pair() {
        return new Pair(userKey, videoKey);
    }

    /** A user and a video, by key. */
    record Pair(String userKey, String videoKey) {}
}
