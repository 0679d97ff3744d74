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
 * @param number the id inside; outside it is {@link #id()}
 * @param conversationNumber the conversation that it was sent in
 * @param seq its number within the conversation, from 1
 * @param sender null when the viewer may not see them
 * @param repliesTo the number of the message that it answers; null when none
 * @param shares the number of the video that came with it; null when none
 * @param anchor the part of a video that it is about; null when none
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

    /** The kind of id that names a message. */
    public static final IdType ID = new IdType("msg");

    /** The message {@code message}, without its sender, as a Cypher map to be read by {@link #from}. */
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

    /** The same message, when its sender is known to be {@code user}. */
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

    /** The same message after it was edited. */
    Message edited(String said, Instant at) {
        return new Message(
                number,
                conversationNumber,
                seq,
                clientMessageId,
                sender,
                said,
                sentAt,
                at,
                unsentAt,
                repliesTo,
                shares,
                anchor);
    }

    /** The same message after it was unsent. */
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
