package io.mutuals.talk;

import io.mutuals.api.Cursor;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a page of the friends to whom a viewer is likely to send a video.
 *
 * @param withLastMessage whether the last message of each conversation is read too
 * @param first the size of the page
 * @param after the position after which the page begins; null for the beginning
 * @param counted whether the whole list is counted too
 */
record ShareRecipientsKey(
        UserId viewer,
        VideoId video,
        boolean withLastMessage,
        int first,
        @Nullable RankPosition after,
        boolean counted) {

    /**
     * A position in the list: by score, descending, then by user.
     *
     * @param at when the first page was ranked; later messages do not count on later pages
     */
    record RankPosition(Instant at, double score, long user) {

        static @Nullable RankPosition read(VideoId video, @Nullable String cursor) {
            return Cursor.decode(
                    list(video),
                    cursor,
                    values -> new RankPosition(
                            values.instant(), Double.longBitsToDouble(values.number()), values.number()));
        }

        String in(VideoId video) {
            return Cursor.encode(list(video), at, Double.doubleToLongBits(score), user);
        }

        private static String list(VideoId video) {
            return "shareRecipients:" + video;
        }
    }
}
