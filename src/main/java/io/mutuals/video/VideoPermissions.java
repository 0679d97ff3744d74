package io.mutuals.video;

import io.mutuals.api.VideoId;

/**
 * What a viewer may do with a video that they may see.
 *
 * @param video the video, for fields that other features add
 * @param like whether they may like it, and take the like back
 * @param repost whether they may repost it, change the comment of the repost, and undo it
 * @param share whether they may send it into their conversations
 * @param edit whether they may change it
 * @param delete whether they may delete it
 */
public record VideoPermissions(
        VideoId video, boolean like, boolean repost, boolean share, boolean edit, boolean delete) {

    /**
     * Returns the permissions of a viewer who may see the video. Liking, reposting and sharing need nothing else: a
     * repost and a share show the video only to those who may see it.
     *
     * @param isAuthor whether the viewer published it
     */
    static VideoPermissions of(VideoId video, boolean isAuthor) {
        return new VideoPermissions(video, true, true, true, isAuthor, isAuthor);
    }
}
