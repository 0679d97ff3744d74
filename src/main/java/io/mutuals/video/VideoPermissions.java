package io.mutuals.video;

/**
 * What a viewer may do with a video that they may see.
 *
 * @param like whether they may like it, and take the like back
 * @param share whether they may send it into their conversations
 * @param edit whether they may change it
 * @param delete whether they may delete it
 */
public record VideoPermissions(boolean like, boolean share, boolean edit, boolean delete) {

    /**
     * Returns the permissions of a viewer who may see the video. Liking and sharing need nothing else: a share shows
     * the video only to those who may see it.
     *
     * @param isAuthor whether the viewer published it
     */
    static VideoPermissions of(boolean isAuthor) {
        return new VideoPermissions(true, true, isAuthor, isAuthor);
    }
}
