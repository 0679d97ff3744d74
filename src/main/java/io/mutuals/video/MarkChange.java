package io.mutuals.video;

import io.mutuals.neo4j.GroupCommit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A requested change of a mark.
 *
 * @param isWanted whether the mark is to be set
 * @param isRepost whether it sets a repost, whose comment replaces that of an earlier one
 * @param comment the comment of a repost; null for none
 * @param isNew completes after the commit with whether the mark was set and had not been set before; empty if the video
 *     does not exist or is hidden from the viewer
 */
record MarkChange(
        VideoKey key,
        boolean isWanted,
        boolean isRepost,
        @Nullable String comment,
        CompletableFuture<Optional<Boolean>> isNew)
        implements GroupCommit.Change {

    /** Creates a change that sets a mark without a comment, or removes it. */
    static MarkChange of(VideoKey key, boolean isWanted) {
        return new MarkChange(key, isWanted, false, null, new CompletableFuture<>());
    }

    /** Creates a change that reposts a video, or replaces the comment of the repost. */
    static MarkChange repost(VideoKey key, @Nullable String comment) {
        return new MarkChange(key, true, true, comment, new CompletableFuture<>());
    }

    @Override
    public void fail(Throwable failure) {
        isNew.completeExceptionally(failure);
    }
}
