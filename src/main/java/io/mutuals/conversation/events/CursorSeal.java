package io.mutuals.conversation.events;

import io.mutuals.api.Cursor;
import io.mutuals.security.Seal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns cursors of events into text that only this service reads and makes. A cursor counts events, also those that its bearer does not
 * hear of: read by them, it would tell when somebody who shows no receipts has read.
 */
@Component
class CursorSeal {

    private final Seal seal;

    CursorSeal(LiveProperties properties) {
        this.seal = Seal.ofDeployment(properties.cursorSecret());
    }

    /** The opaque text of a cursor. */
    String seal(EventCursor cursor) {
        return seal.seal(cursor.encode().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the text of a cursor.
     *
     * @return null when there is none
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#INVALID_CURSOR} when it was not made by this service
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
