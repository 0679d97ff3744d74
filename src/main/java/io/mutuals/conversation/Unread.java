package io.mutuals.conversation;

/**
 * The numbers of conversations with unread messages, of unread messages, and of unread messages that mention the
 * viewer.
 */
public record Unread(int conversations, int messages, int mentions) {}
