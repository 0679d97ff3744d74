package io.mutuals.conversation;

/**
 * What part of a video a message is about.
 *
 * @param videoNumber the number of the video, which the reader of the message may or may not see
 * @param startMs from the beginning of the video, in milliseconds; at least 0
 * @param endMs likewise; at least {@code startMs}
 */
public record VideoAnchor(long videoNumber, int startMs, int endMs) {}
