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
 * @param number the id inside; outside it is {@link #id()}
 * @param title null between two people
 * @param history what newcomers read; null between two people
 * @param lastMessageAt null before the first message
 * @param lastEvent the number of the last event; 0 before the first
 * @param lastEventAt when it happened; null before the first
 * @param folder where it stands in the viewer's inbox; never {@link InboxFolder#PINNED}
 * @param unreadCount how many messages the viewer has not read yet, without those that were unsent
 * @param unreadMentionCount in how many of them the viewer is mentioned
 * @param acceptance whether those whom the viewer talks to want it
 * @param messages how many messages were sent in it
 * @param viewerParticipant the viewer's own part
 * @param lastMessage null before the first message that the viewer sees, and when it was not asked for
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

    /** The kind of id that names a conversation. */
    public static final IdType ID = new IdType("cnv");

    /**
     * A Cypher expression: the last event of {@code conversation}. Bound before anything else is read of the conversation, so that a cursor
     * made of it is no newer than what stands beside it.
     */
    public static final String KNOWN = "{event: conversation.lastEvent, at: conversation.lastEventAt}";

    /**
     * The conversation {@code conversation}, where {@code part} is the part that {@code viewer} has in it and {@code known} is {@link #KNOWN},
     * as a Cypher map to be read by {@link #from}.
     */
    public static final String PROJECTION = Cypher.of("""
            conversation {.id, .kind, .title, .history, .createdAt, .lastMessageAt, .lastSeq, lastEvent: known.event, lastEventAt: known.at,
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
