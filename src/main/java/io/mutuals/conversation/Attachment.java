package io.mutuals.conversation;

/** What can come with a message. */
public sealed interface Attachment permits VideoCard {}
