package io.mutuals.conversation;

import io.mutuals.api.Slice;

/** A page of the participants of a conversation, the longest first. */
record ParticipantsKey(long viewer, long conversation, Slice slice) implements Slice.Key {}
