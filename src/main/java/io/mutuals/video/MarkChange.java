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
 * @param answer completes after the commit; empty if the video does not exist or is hidden from the viewer
 */
record MarkChange(
        VideoKey key,
        boolean isWanted,
        boolean isRepost,
        @Nullable String comment,
        CompletableFuture<Optional<Made>> answer)
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
        answer.completeExceptionally(failure);
    }

    /**
     * What became of a change.
     *
     * @param isNew whether it set a mark that was not set
     */
    record Made(Video video, boolean isNew) {}
}
