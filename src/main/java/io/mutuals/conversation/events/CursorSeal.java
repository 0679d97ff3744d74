package io.mutuals.conversation.events;

import io.mutuals.api.Cursor;
import io.mutuals.security.Seal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Encrypts event cursors, so that only this service can read or make them. A cursor counts all events, also those
 * hidden from its holder: in plain text it would reveal that a participant with receipts off has read.
 */
@Component
class CursorSeal {

    private final Seal seal;

    CursorSeal(ConversationEventProperties properties) {
        this.seal = Seal.ofDeployment(properties.cursorSecret());
    }

    /** Returns the opaque text of a cursor. */
    String seal(EventCursor cursor) {
        return seal.seal(cursor.encode().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the text of a cursor.
     *
     * @return null when {@code text} is null
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#INVALID_CURSOR} when it was not made by
     *     this service
     */
    @Nullable
    EventCursor open(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] plain = seal.open(text);
        if (plain == null) {
            throw Cursor.invalid();
        }
        return EventCursor.decode(new String(plain, StandardCharsets.US_ASCII));
    }
}
