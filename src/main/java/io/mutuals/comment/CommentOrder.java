package io.mutuals.comment;

/** The orders in which the threads of a video are listed. */
enum CommentOrder {
    NEWEST,
    OLDEST,
    MOST_LIKED;

    /** Returns the name of the list in its cursors. */
    String list() {
        return "comments:" + name();
    }
}
