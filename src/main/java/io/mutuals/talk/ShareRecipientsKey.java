package io.mutuals.talk;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page of the people to whom a viewer would send a video.
 *
 * @param withLastMessage whether the last message of each conversation is to be read too
 * @param first how many places
 * @param after the place behind which the page begins; null for the beginning
 * @param counted whether the whole list is to be counted too
 */
record ShareRecipientsKey(
        long viewer,
        long video,
        boolean withLastMessage,
        int first,
        @Nullable Place after,
        boolean counted) {

    /**
     * A place in the list: by score, then by user.
     *
     * @param at when the first page was ranked; what was said later does not count for the others
     */
    record Place(Instant at, double score, long user) {

        static @Nullable Place read(long video, @Nullable String cursor) {
            return Cursor.decode(
                    list(video),
                    cursor,
                    values -> new Place(values.instant(), Double.longBitsToDouble(values.number()), values.number()));
        }

        String in(long video) {
            return Cursor.encode(list(video), at, Double.doubleToLongBits(score), user);
        }

        private static String list(long video) {
            return "shareRecipients:" + video;
        }
    }
}
