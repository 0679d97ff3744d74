package io.mutuals.conversation;

import io.mutuals.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The facts that a decision depends on, read under the lock for a {@link ChangeInput}.
 *
 * @param hidden the numbers of the users whom the viewer blocks or who block the viewer
 * @param sent the message that the viewer has already sent under the client message id
 * @param message the requested message; empty unless it belongs to this conversation
 * @param seesVideo whether the requested video exists for the viewer
 * @param acceptance whether the others had accepted before any change of this transaction
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
     * A stored message.
     *
     * @param message the message, without its sender
     * @param sender the number of the sender
     * @param fingerprint the {@linkplain MessageDraft#fingerprint fingerprint} of its draft; null when the message was
     *     imported
     * @param reactions the reactions to it; empty unless requested
     */
    record Stored(Message message, long sender, @Nullable String fingerprint, List<UserReaction> reactions) {

        private static Optional<Stored> from(Value map) {
            return map.isNull()
                    ? Optional.empty()
                    : Optional.of(new Stored(
                            Message.from(map, null),
                            map.get("senderId").asLong(),
                            map.get("fingerprint").asString(null),
                            map.get("reactions")
                                    .asList(reaction -> new UserReaction(
                                            reaction.get("user").asLong(),
                                            reaction.get("emoji").asString()))));
        }
    }

    /** One user's reaction. */
    record UserReaction(long user, String emoji) {}
}
