package io.mutuals.conversation;

import io.mutuals.api.MessageId;
import io.mutuals.api.UserId;
import java.util.Map;

/** Identifies a message as one viewer sees it. */
record MessageKey(UserId viewer, MessageId message) {

    /** Returns the parameters {@code viewer} and {@code message} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "message", message.value());
    }
}
