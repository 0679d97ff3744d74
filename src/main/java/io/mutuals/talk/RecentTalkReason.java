package io.mutuals.talk;

import java.time.Instant;

/**
 * The viewer and the friend have talked lately.
 *
 * @param friend the display name of the friend
 * @param sent the number of recent messages by the viewer in conversations that both take part in
 * @param received the number of recent messages by the friend in these conversations
 * @param since the beginning of the period in which messages count
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
