package io.mutuals.conversation;

import io.mutuals.api.Slice;

/**
 * A page of a folder of a viewer's conversations, the one with the latest message first; those without messages count by when they were
 * opened.
 *
 * @param withLastMessage whether each conversation's last message is to be read too
 */
record InboxKey(long viewer, InboxFolder folder, boolean withLastMessage, Slice slice) implements Slice.Key {}
