package io.mutuals.conversation;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A message as one participant of its conversation sees it.
 *
 * @param number the internal id; clients get {@link #id()}
 * @param conversationNumber the number of its conversation
 * @param seq its position in the conversation: 1, 2, 3 … without gaps
 * @param clientMessageId the key under which the sender's client sent it
 * @param sender the sender; null when the viewer may not see them
 * @param body the text; null when it was unsent or only shares a video
 * @param editedAt when it was last edited; null when never
 * @param unsentAt when it was unsent; null when it was not
 * @param repliesTo the number of the message that it replies to; null when there is none
 * @param shares the number of the video that it shares; null when there is none, or when it was unsent
 * @param anchor the range of a video that it is about; null when there is none, or when it was unsent
 */
public record Message(
        long number,
        long conversationNumber,
        int seq,
        @Nullable String clientMessageId,
        @Nullable User sender,
        @Nullable String body,
        Instant sentAt,
        @Nullable Instant editedAt,
        @Nullable Instant unsentAt,
        @Nullable Long repliesTo,
        @Nullable Long shares,
        @Nullable VideoAnchor anchor) {

    /** The type of message ids. */
    public static final IdType ID = new IdType("msg");

    /**
     * Returns a Cypher map of a message without its sender, to be read by {@link #from}.
     *
     * @param message a Cypher variable bound to a message
     */
    public static String projection(String message) {
        return message
                + " {.id, .conversationId, .seq, .senderId, .clientMessageId, .body, .sentAt, .editedAt, .unsentAt,"
                + " .anchorVideoId, .anchorStartMs, .anchorEndMs,"
                + " repliesTo: head(COLLECT { MATCH (" + message
                + ")-[:REPLIES_TO]->(answered:Message) RETURN answered.id }),"
                + " shares: head(COLLECT { MATCH (" + message + ")-[:SHARES]->(shared:Video) RETURN shared.id })}";
    }

    /** Reads a {@linkplain #projection projection}. */
    public static Message from(Value map, @Nullable User sender) {
        Value repliesTo = map.get("repliesTo");
        Value shares = map.get("shares");
        Instant unsentAt = Times.instantOrNull(map.get("unsentAt"));
        boolean unsent = unsentAt != null;
        return new Message(
                map.get("id").asLong(),
                map.get("conversationId").asLong(),
                map.get("seq").asInt(),
                map.get("clientMessageId").asString(null),
                sender,
                unsent ? null : map.get("body").asString(null),
                Times.instant(map.get("sentAt")),
                Times.instantOrNull(map.get("editedAt")),
                unsentAt,
                repliesTo.isNull() ? null : repliesTo.asLong(),
                unsent || shares.isNull() ? null : shares.asLong(),
                unsent ? null : anchor(map));
    }

    private static @Nullable VideoAnchor anchor(Value map) {
        Value video = map.get("anchorVideoId");
        return video.isNull()
                ? null
                : new VideoAnchor(
                        video.asLong(),
                        map.get("anchorStartMs").asInt(),
                        map.get("anchorEndMs").asInt());
    }

    /** Returns this message with {@code user} as its sender. */
    Message sentBy(User user) {
        return new Message(
                number,
                conversationNumber,
                seq,
                clientMessageId,
                user,
                body,
                sentAt,
                editedAt,
                unsentAt,
                repliesTo,
                shares,
                anchor);
    }

    /** Returns this message after an edit. */
    Message edited(String newBody, Instant at) {
        return new Message(
                number,
                conversationNumber,
                seq,
                clientMessageId,
                sender,
                newBody,
                sentAt,
                at,
                unsentAt,
                repliesTo,
                shares,
                anchor);
    }

    /** Returns this message after it was unsent. */
    Message unsent(Instant at) {
        return new Message(
                number,
                conversationNumber,
                seq,
                clientMessageId,
                sender,
                null,
                sentAt,
                editedAt,
                at,
                repliesTo,
                null,
                null);
    }

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }
}
