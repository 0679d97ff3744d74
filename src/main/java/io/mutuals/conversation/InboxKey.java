package io.mutuals.conversation;

import io.mutuals.api.Slice;

/**
 * Identifies a page of an inbox folder, the conversation with the latest message first. Without messages, the time of
 * opening counts.
 *
 * @param withLastMessage whether the last message of each conversation is read too
 */
record InboxKey(long viewer, InboxFolder folder, boolean withLastMessage, Slice slice) implements Slice.Key {}
