package io.mutuals.conversation;

import io.mutuals.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The answer to an {@link ChangeInput}, read under the lock.
 *
 * @param hidden everybody between whom and the viewer there is a block
 * @param sent the message that the viewer sent under the key already
 * @param message the message that was asked for, when it is one of this conversation
 * @param acceptance as it was before any change of the same transaction
 * @param seesVideo whether there is the video, for the viewer
 */
record ChangeFacts(
        User viewer,
        Set<Long> hidden,
        Optional<Stored> sent,
        Optional<Stored> message,
        boolean seesVideo,
        Acceptance acceptance) {

    static ChangeFacts from(Value map) {
        return new ChangeFacts(
                User.from(map.get("viewer")),
                Set.copyOf(map.get("hidden").asList(Value::asLong)),
                Stored.from(map.get("sent")),
                Stored.from(map.get("message")),
                map.get("seesVideo").asBoolean(),
                Acceptance.valueOf(map.get("acceptance").asString()));
    }

    /**
     * A message as it is stored.
     *
     * @param message without its sender
     * @param fingerprint of what was sent; null when it was imported
     * @param reactions to it; empty unless asked for
     */
    record Stored(Message message, long sender, @Nullable String fingerprint, List<Reacted> reactions) {

        private static Optional<Stored> from(Value map) {
            return map.isNull()
                    ? Optional.empty()
                    : Optional.of(new Stored(
                            Message.from(map, null),
                            map.get("senderId").asLong(),
                            map.get("fingerprint").asString(null),
                            map.get("reactions")
                                    .asList(reacted -> new Reacted(
                                            reacted.get("user").asLong(),
                                            reacted.get("emoji").asString()))));
        }
    }

    /** Somebody's reaction. */
    record Reacted(long user, String emoji) {}
}
