package io.mutuals.talk;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Cursor;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a page of messages about a video.
 *
 * @param conversation the number of the only conversation to read; null for all conversations of the viewer
 * @param range the time range that the messages must overlap; null for the whole video
 * @param first the size of the page
 * @param after the position after which the page begins; null for the beginning
 * @param counted whether the whole list is counted too
 */
record TalksKey(
        UserId viewer,
        @Nullable ConversationId conversation,
        VideoId video,
        @Nullable TimeRange range,
        int first,
        @Nullable TalkPosition after,
        boolean counted) {

    /** Returns the name of the list in its cursors. */
    static String list(@Nullable ConversationId conversation, VideoId video) {
        return conversation == null ? "talks:" + video : "talks:" + video + ":" + conversation;
    }

    /**
     * A position in the list: by time in the video, then by conversation, then by message. A reply follows the message
     * that it replies to.
     *
     * @param atMs the start of the anchor of the message about the video, in milliseconds; 0 without an anchor
     * @param thread the seq of the message about the video
     * @param seq the seq of the message itself: the same, or that of a direct reply
     */
    record TalkPosition(long atMs, long conversation, long thread, long seq) {

        static @Nullable TalkPosition read(String list, @Nullable String cursor) {
            return Cursor.decode(
                    list,
                    cursor,
                    values -> new TalkPosition(values.number(), values.number(), values.number(), values.number()));
        }

        String in(String list) {
            return Cursor.encode(list, atMs, conversation, thread, seq);
        }

        List<Long> values() {
            return List.of(atMs, conversation, thread, seq);
        }
    }
}
