package io.mutuals.conversation;

import io.mutuals.api.Slice;
import io.mutuals.api.UserId;

/**
 * A page of the groups that a viewer and a user share, in the order of the inbox.
 *
 * @param withLastMessage whether the last message of each group is read too
 */
record SharedConversationsKey(UserId viewer, UserId user, boolean withLastMessage, Slice slice) implements Slice.Key {}
