package io.mutuals.conversation;

import io.mutuals.api.Slice;
import io.mutuals.user.UserKey;

/**
 * Identifies a page of the groups that a viewer and a user share, in the order of the inbox.
 *
 * @param withLastMessage whether the last message of each group is read too
 */
record SharedConversationsKey(UserKey between, boolean withLastMessage, Slice slice) implements Slice.Key {}
