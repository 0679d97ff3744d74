package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Cursor;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.Page;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import org.jspecify.annotations.Nullable;

/** Identifies a page of the messages of a conversation. */
record MessagesKey(UserId viewer, ConversationId conversation, Window window) {

    /** The range of messages on a page. */
    sealed interface Window {

        /** The first {@code size} messages after {@code after}; 0 is before the first message. */
        record Forward(int size, int after) implements Window {}

        /**
         * The last {@code size} messages before {@code before}; {@link Integer#MAX_VALUE} is after the last message.
         */
        record Backward(int size, int before) implements Window {}

        /** {@code size} messages around the message with the number {@code message}. */
        record Around(int size, long message) implements Window {}

        /**
         * Reads the arguments of a page.
         *
         * @throws RequestException {@link ErrorCode#INVALID_PAGE} when they do not select one page
         */
        static Window read(
                long conversation,
                @Nullable Integer first,
                @Nullable String after,
                @Nullable Integer last,
                @Nullable String before,
                @Nullable String around) {
            if (first != null && last == null && before == null && (around == null || after == null)) {
                int size = Page.size("first", first);
                if (around != null) {
                    return new Around(size, Message.ID.decode(around));
                }
                Integer seq = seq(conversation, after);
                return new Forward(size, seq == null ? 0 : seq);
            }
            if (last != null && first == null && after == null && around == null) {
                Integer seq = seq(conversation, before);
                return new Backward(Page.size("last", last), seq == null ? Integer.MAX_VALUE : seq);
            }
            throw new RequestException(
                    ErrorCode.INVALID_PAGE,
                    "Pass \"first\", optionally with \"after\" or \"around\", or \"last\", "
                            + "optionally with \"before\".");
        }

        private static @Nullable Integer seq(long conversation, @Nullable String cursor) {
            return Cursor.decode("messages:" + conversation, cursor, values -> {
                int seq = Math.toIntExact(values.number());
                if (seq < 1) {
                    throw new IllegalArgumentException("Messages are numbered from 1");
                }
                return seq;
            });
        }
    }

    /** Returns the cursor of a message. */
    static String cursor(long conversation, int seq) {
        return Cursor.encode("messages:" + conversation, seq);
    }
}
