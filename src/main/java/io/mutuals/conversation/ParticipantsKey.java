package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Slice;
import io.mutuals.api.UserId;
import java.util.Map;

/** Identifies a page of the participants of a conversation, the one who joined first at the beginning. */
record ParticipantsKey(UserId viewer, ConversationId conversation, Slice slice) implements Slice.Key {

    /** Returns the parameters {@code viewer} and {@code conversation} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "conversation", conversation.value());
    }
}
