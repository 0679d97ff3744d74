package io.mutuals.conversation;

/**
 * The time range of a video that a message is about; both ends belong to it.
 *
 * @param videoNumber the number of the video, which the reader of the message may not be allowed to see
 * @param startMs milliseconds from the beginning of the video; at least 0
 * @param endMs milliseconds from the beginning of the video; at least {@code startMs}
 */
public record VideoAnchor(long videoNumber, int startMs, int endMs) {}
