package io.mutuals.talk;

import java.time.Instant;

/**
 * The two have talked of late.
 *
 * @param friend how the friend is called
 * @param sent messages of the viewer, in conversations that both take part in
 * @param received messages of the friend there
 * @param since from when on messages count
 */
public record RecentTalkReason(String friend, int sent, int received, Instant since) implements ShareReason {

    @Override
    public String text() {
        if (sent == 0) {
            return friend + " has written to you lately";
        }
        return received == 0
                ? "You have written to " + friend + " lately"
                : "You and " + friend + " have talked lately";
    }
}
