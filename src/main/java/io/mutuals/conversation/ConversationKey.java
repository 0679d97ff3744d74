package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import java.util.Map;

/** Identifies a conversation as one viewer sees it. */
record ConversationKey(UserId viewer, ConversationId conversation) {

    /** Returns the parameters {@code viewer} and {@code conversation} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "conversation", conversation.value());
    }
}
