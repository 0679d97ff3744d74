package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.memory.IdSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What memory holds of the comments on a video.
 *
 * @param policy who may comment
 * @param threads the number of threads that are listed
 * @param published the number of published comments, answers included
 * @param newest the newest threads, the newest first, at most {@link #MOST}
 * @param pinned the thread that the author of the video pinned; null if there is none
 * @param commenters the users who wrote the comments that are counted; null if these are more than
 *     {@link #MOST_COUNTED}
 */
record VideoComments(
        CommentPolicy policy,
        int threads,
        int published,
        List<Held> newest,
        @Nullable Held pinned,
        @Nullable IdSet commenters) {

    /** The most threads of a video that are held. */
    static final int MOST = 32;

    /** The most comments on a video whose authors are held. */
    static final int MOST_COUNTED = 256;

    private static final int FIXED_WEIGHT = 120;

    /** Returns whether all threads are held. */
    boolean isWhole() {
        return newest.size() < MOST;
    }

    /** Returns a comment; null if it is not held. */
    @Nullable
    Held find(CommentId comment) {
        return Stream.concat(newest.stream(), Stream.ofNullable(pinned))
                .filter(held -> held.comment().number().equals(comment))
                .findFirst()
                .orElse(null);
    }

    /** Returns the approximate heap that they take, in bytes. */
    int weight() {
        return FIXED_WEIGHT
                + newest.stream().mapToInt(Held::weight).sum()
                + (pinned == null ? 0 : pinned.weight())
                + (commenters == null ? 0 : commenters.weight());
    }

    /**
     * A comment that opened a thread.
     *
     * @param comment the comment, without its author
     * @param likes the number of users who like it
     * @param answers the number of published answers
     * @param mentions the numbers of the users whom it mentions, ascending
     */
    record Held(Comment comment, int likes, int answers, List<Long> mentions) {

        private static final int WEIGHT = 320;
        private static final int WEIGHT_OF_MENTION = 24;

        private int weight() {
            int characters = comment.body() == null ? 0 : comment.body().length();
            return WEIGHT + 2 * characters + WEIGHT_OF_MENTION * mentions.size();
        }
    }
}
