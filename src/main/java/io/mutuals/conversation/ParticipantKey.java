package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import java.util.Map;

/** Identifies a participant of a conversation, as one viewer sees them. */
record ParticipantKey(UserId viewer, ConversationId conversation, UserId user) {

    /** Returns the parameters {@code viewer}, {@code conversation} and {@code user} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "conversation", conversation.value(), "user", user.value());
    }
}
