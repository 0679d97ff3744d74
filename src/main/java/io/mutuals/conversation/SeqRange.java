package io.mutuals.conversation;

import io.mutuals.conversation.MessagesKey.Window;

/**
 * The seqs of the messages on a page, as the statement of {@link MessageRepository} computes them.
 *
 * @param from the first seq
 * @param to the last seq; before {@code from} if the page is empty
 */
record SeqRange(long from, long to) {

    /**
     * Returns the range of a window.
     *
     * @param end the seq of the last message of the conversation
     * @param unseen the seq of the last message hidden from the viewer
     * @param middle the seq of the message that a page is around; otherwise any
     */
    static SeqRange of(Window window, int end, int unseen, int middle) {
        return switch (window) {
            case Window.Forward(int size, int after) -> {
                long from = Math.max(after + 1L, unseen + 1L);
                yield new SeqRange(from, from + size - 1);
            }
            case Window.Backward(int size, int before) -> {
                long wanted = Math.min(before, end + 1L) - size;
                yield new SeqRange(Math.max(wanted, unseen + 1L), wanted + size - 1);
            }
            case Window.Around(int size, long message) -> {
                long wanted = Math.min(middle - size / 2, end - size + 1L);
                long from = Math.max(wanted, unseen + 1L);
                yield new SeqRange(from, from + size - 1);
            }
        };
    }

    /** Returns whether a message is on the page. */
    boolean contains(int seq) {
        return from <= seq && seq <= to;
    }
}
