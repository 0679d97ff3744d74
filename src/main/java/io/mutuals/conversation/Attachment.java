package io.mutuals.conversation;

/** A thing attached to a message. */
public sealed interface Attachment permits VideoCard {}
