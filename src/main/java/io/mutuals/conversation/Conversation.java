package io.mutuals.conversation;

import io.mutuals.api.IdType;
import io.mutuals.graph.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A conversation as one of its participants sees it.
 *
 * @param number the id inside; outside it is {@link #id()}
 * @param title null between two people
 * @param lastSeq the seq of the last message; 0 before the first
 * @param viewerParticipant the viewer's own part
 * @param lastMessage null before the first message, and when it was not asked for
 */
public record Conversation(
        long number,
        ConversationKind kind,
        @Nullable String title,
        Instant createdAt,
        @Nullable Instant lastMessageAt,
        int lastSeq,
        Participant viewerParticipant,
        @Nullable Message lastMessage) {

    /** The kind of id that names a conversation. */
    public static final IdType ID = new IdType("cnv");

    /**
     * The conversation {@code conversation} with the part {@code part} that the user {@code viewer} has in it, as a Cypher map
     * to be read by {@link #from}.
     */
    static String projection(String conversation, String part, String viewer) {
        return conversation + " {.id, .kind, .title, .createdAt, .lastMessageAt, .lastSeq, part: "
                + Participant.projection(part, viewer) + "}";
    }

    static Conversation from(Value map, @Nullable Message lastMessage) {
        return new Conversation(
                map.get("id").asLong(),
                ConversationKind.valueOf(map.get("kind").asString()),
                map.get("title").asString(null),
                Times.instant(map.get("createdAt")),
                Times.instantOrNull(map.get("lastMessageAt")),
                map.get("lastSeq").asInt(0),
                Participant.from(map.get("part")),
                lastMessage);
    }

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }

    /** How many messages the viewer has not read yet: what lies between the read horizon and the last message. */
    public int unreadCount() {
        return Math.max(0, lastSeq - viewerParticipant.lastReadSeq());
    }
}
