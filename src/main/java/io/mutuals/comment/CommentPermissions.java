package io.mutuals.comment;

/** What the viewer may do with a comment, by the rules of the mutations. */
record CommentPermissions(
        boolean edit, boolean delete, boolean pin, boolean approve, boolean reply, boolean like, boolean report) {

    /** Those for a comment on a video that has been hidden from the viewer since it was read. */
    static final CommentPermissions NONE = new CommentPermissions(false, false, false, false, false, false, false);
}
