package io.mutuals.friend;

import io.mutuals.api.UserId;
import io.mutuals.limit.FixedWindow;
import io.mutuals.memory.TimedIds;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pending friend requests of a user. Immutable.
 *
 * @param received the senders of the requests to the user, with their times
 * @param sent the receivers of the requests of the user, with their times
 * @param messagesReceived the messages of received requests, by sender; requests without one are absent
 * @param messagesSent the messages of sent requests, by receiver; requests without one are absent
 * @param day the user's count of the day
 */
public record PendingRequests(
        TimedIds received,
        TimedIds sent,
        Map<Long, String> messagesReceived,
        Map<Long, String> messagesSent,
        FixedWindow day) {

    private static final int FIXED_WEIGHT = 80;
    private static final int BYTES_PER_MESSAGE = 120;

    /** Returns the users of the requests in a direction, with their times. */
    TimedIds in(FriendRequestDirection direction) {
        return switch (direction) {
            case INCOMING -> received;
            case OUTGOING -> sent;
        };
    }

    /** Returns the message of a request in a direction; null if there is none. */
    @Nullable
    String message(FriendRequestDirection direction, long other) {
        return switch (direction) {
            case INCOMING -> messagesReceived.get(other);
            case OUTGOING -> messagesSent.get(other);
        };
    }

    /** Returns whether a request between the two is pending, in either direction. */
    public boolean isPendingWith(UserId other) {
        return received.contains(other.value()) || sent.contains(other.value());
    }

    /** Returns the approximate heap that these requests take, in bytes. */
    int weight() {
        return FIXED_WEIGHT
                + weight(received)
                + weight(sent)
                + BYTES_PER_MESSAGE * (messagesReceived.size() + messagesSent.size())
                + 2 * characters(messagesReceived)
                + 2 * characters(messagesSent);
    }

    private static int weight(TimedIds list) {
        return list.size() == 0 ? 0 : list.weight();
    }

    private static int characters(Map<Long, String> messages) {
        return messages.values().stream().mapToInt(String::length).sum();
    }
}
