package io.mutuals.conversation;

/** Content attached to a message, such as a video. */
public sealed interface Attachment permits VideoCard {}
