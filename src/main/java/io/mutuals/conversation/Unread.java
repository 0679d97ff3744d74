package io.mutuals.conversation;

/** How much a viewer has not read yet. */
public record Unread(int conversations, int messages, int mentions) {}
