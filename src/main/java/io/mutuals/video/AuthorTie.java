package io.mutuals.video;

/** What a user is to the author of a video, from the weakest to the strongest. Each includes those before it. */
public enum AuthorTie {
    NONE,
    FRIEND,
    /** A friend on the author's list of close friends. */
    CLOSE_FRIEND,
    AUTHOR
}
