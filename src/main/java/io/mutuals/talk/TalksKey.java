package io.mutuals.talk;

import io.mutuals.api.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was said about a video.
 *
 * @param conversation where; null for everywhere that the viewer talks
 * @param range the part of the video that it was said about; null for all of it
 * @param first how many places
 * @param after the place behind which the page begins; null for the beginning
 * @param counted whether the whole list is to be counted too
 */
record TalksKey(
        long viewer,
        @Nullable Long conversation,
        long video,
        @Nullable TimeRange range,
        int first,
        @Nullable Place after,
        boolean counted) {

    /** How the list is called in its cursors. */
    static String list(@Nullable Long conversation, long video) {
        return conversation == null ? "talks:" + video : "talks:" + video + ":" + conversation;
    }

    /**
     * A place in the list: by the time in the video, then by conversation, then by message; an answer comes behind what it answers.
     *
     * @param atMs where the part begins that the message, or the one that it answers, is about; 0 without a part
     * @param thread the seq of the message about the video
     * @param seq of the message itself
     */
    record Place(long atMs, long conversation, long thread, long seq) {

        static @Nullable Place read(String list, @Nullable String cursor) {
            return Cursor.decode(
                    list,
                    cursor,
                    values -> new Place(values.number(), values.number(), values.number(), values.number()));
        }

        String in(String list) {
            return Cursor.encode(list, atMs, conversation, thread, seq);
        }

        List<Long> values() {
            return List.of(atMs, conversation, thread, seq);
        }
    }
}
