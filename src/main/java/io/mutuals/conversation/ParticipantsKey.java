package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Slice;
import io.mutuals.api.UserId;

/** A page of the participants of a conversation, the one who joined first at the beginning. */
record ParticipantsKey(UserId viewer, ConversationId conversation, Slice slice) implements Slice.Key {}
