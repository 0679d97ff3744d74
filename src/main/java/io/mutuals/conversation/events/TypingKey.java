package io.mutuals.conversation.events;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import java.util.Map;

/** Identifies the typing users of a conversation, as one viewer sees them. */
record TypingKey(UserId viewer, ConversationId conversation) {

    /** Returns the parameters {@code viewer} and {@code conversation} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "conversation", conversation.value());
    }
}
