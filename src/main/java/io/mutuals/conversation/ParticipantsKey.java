package io.mutuals.conversation;

import io.mutuals.api.Slice;

/** A page of the participants of a conversation, the one who joined first at the beginning. */
record ParticipantsKey(long viewer, long conversation, Slice slice) implements Slice.Key {}
