package io.mutuals.conversation;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A conversation as one of its participants sees it.
 *
 * @param number the internal id; clients get {@link #id()}
 * @param title the title of a group; null in a direct conversation
 * @param history what new participants of a group may read; null in a direct conversation
 * @param lastMessageAt when the last message was sent; null before the first
 * @param lastEvent the number of the last event; 0 before the first
 * @param lastEventAt when the last event happened; null before the first
 * @param folder the folder of the viewer's inbox that it is in; never {@link InboxFolder#PINNED}
 * @param unreadCount the number of unread messages, without unsent ones
 * @param unreadMentionCount the number of unread messages that mention the viewer
 * @param acceptance whether the other participants have accepted it
 * @param messages the number of messages sent in it, unsent ones included
 * @param viewerParticipant the viewer as a participant
 * @param lastMessage the last message; null when the viewer sees none, or when it was not requested
 */
public record Conversation(
        long number,
        ConversationKind kind,
        @Nullable String title,
        @Nullable HistoryVisibility history,
        Instant createdAt,
        @Nullable Instant lastMessageAt,
        int lastEvent,
        @Nullable Instant lastEventAt,
        InboxFolder folder,
        int unreadCount,
        int unreadMentionCount,
        Acceptance acceptance,
        int messages,
        Participant viewerParticipant,
        @Nullable Message lastMessage) {

    /** The type of conversation ids. */
    public static final IdType ID = new IdType("cnv");

    /**
     * A Cypher expression for the last event of {@code conversation}. Bind it before reading anything else of the
     * conversation, so that a cursor made from it is no newer than the other values.
     */
    public static final String KNOWN = "{event: conversation.lastEvent, at: conversation.lastEventAt}";

    /**
     * A Cypher map of {@code conversation}, to be read by {@link #from}. Needs {@code viewer}, {@code part}, the
     * viewer's {@code PARTICIPATES_IN} relationship, and {@code known}, bound to {@link #KNOWN}, in scope.
     */
    public static final String PROJECTION = Cypher.of("""
            conversation {.id, .kind, .title, .history, .createdAt, .lastMessageAt, .lastSeq, lastEvent: known.event,
              lastEventAt: known.at,
              folder: {folder}, unread: {unread}, mentions: {unreadMentions}, part: {ownPart},
              acceptance: {acceptance}}""")
            .with("folder", ConversationVisibility.FOLDER)
            .with("unread", ConversationVisibility.UNREAD)
            .with("unreadMentions", ConversationVisibility.UNREAD_MENTIONS)
            .with("ownPart", Participant.ownProjection("part", "viewer"))
            .with("acceptance", ConversationVisibility.ACCEPTANCE)
            .text();

    /** Reads a {@linkplain #PROJECTION projection}. */
    public static Conversation from(Value map, @Nullable Message lastMessage) {
        ConversationKind kind = ConversationKind.valueOf(map.get("kind").asString());
        return new Conversation(
                map.get("id").asLong(),
                kind,
                map.get("title").asString(null),
                kind == ConversationKind.GROUP
                        ? HistoryVisibility.valueOf(map.get("history").asString(HistoryVisibility.FROM_JOIN.name()))
                        : null,
                Times.instant(map.get("createdAt")),
                Times.instantOrNull(map.get("lastMessageAt")),
                map.get("lastEvent").asInt(0),
                Times.instantOrNull(map.get("lastEventAt")),
                InboxFolder.valueOf(map.get("folder").asString()),
                map.get("unread").asInt(),
                map.get("mentions").asInt(),
                Acceptance.valueOf(map.get("acceptance").asString()),
                map.get("lastSeq").asInt(0),
                Participant.from(map.get("part")),
                lastMessage);
    }

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }
}
