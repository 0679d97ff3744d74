package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;

/** Which conversations, and which of their messages, exist for whom. */
public final class ConversationVisibility {

    /**
     * A Cypher predicate, where {@code hidden}, {@code part} and {@code conversation} are in scope: the conversation exists for whoever has
     * the part. Between two people nothing exists while one blocks the other.
     */
    public static final String EXISTS =
            Cypher.of("""
            (part.state IS NULL OR part.state <> 'DECLINED')
            AND (size(hidden) = 0 OR conversation.kind <> 'DIRECT' OR NOT EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
              WHERE NOT ({maySee})
            })""").with("maySee", Visibility.maySee("other")).text();

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} where {@link Visibility#FOR_EACH_KEY} came before: binds
     * {@code part} and {@code conversation} to what {@code viewer} takes part in.
     */
    public static final String OF_VIEWER = Cypher.of("""
            (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation)
            WHERE {exists}""").with("exists", EXISTS).text();

    /** A Cypher expression, where {@code part} is in scope: the seq of the last message that it does not show; 0 when it shows all. */
    public static final String UNSEEN = "coalesce(part.historyFrom, 0)";

    /**
     * A Cypher expression, where {@code part} and {@code conversation} are in scope: up to which message nothing counts as unread.
     */
    static final String READ_UP_TO =
            "CASE WHEN part.lastReadSeq > %1$s THEN part.lastReadSeq ELSE %1$s END".formatted(UNSEEN);

    /**
     * A Cypher expression, where {@code part} and {@code conversation} are in scope: how many messages are unread. Those that were
     * unsent are not.
     */
    static final String UNREAD = Cypher.of("""
            CASE WHEN conversation.lastSeq > {readUpTo} THEN conversation.lastSeq - {readUpTo} - COUNT {
              MATCH (unsent:Message {conversationId: conversation.id})
              WHERE unsent.unsentSeq > {readUpTo}
            } ELSE 0 END""").with("readUpTo", READ_UP_TO).text();

    /**
     * A Cypher expression, where {@code viewer}, {@code part} and {@code conversation} are in scope: in how many unread messages the viewer is
     * mentioned.
     */
    static final String UNREAD_MENTIONS =
            Cypher.of("""
            CASE WHEN conversation.lastSeq > {readUpTo} THEN COUNT {
              MATCH ()-[mention:MENTIONS]->()
              WHERE mention.conversationId = conversation.id AND mention.userId = viewer.id AND mention.seq > {readUpTo}
            } ELSE 0 END""").with("readUpTo", READ_UP_TO).text();

    /** A Cypher expression, where {@code part} and {@code conversation} are in scope: the name of the {@link InboxFolder}, never PINNED. */
    static final String FOLDER = """
            CASE
              WHEN part.state = 'REQUEST' THEN 'REQUESTS'
              WHEN part.archivedAt IS NOT NULL AND (conversation.lastMessageAt IS NULL
                OR conversation.lastMessageAt <= part.archivedAt OR part.mutedUntil > $now) THEN 'ARCHIVED'
              ELSE 'MAIN'
            END""";

    /**
     * A Cypher predicate: the conversation stands in the folder {@code key.folder}. One that somebody else opened and in which nothing
     * was said yet stands in none.
     */
    static final String IN_FOLDER = Cypher.of("""
            (conversation.lastSeq > 0 OR part.opened IS NULL OR part.opened)
            AND (key.folder = {folder} OR (key.folder = 'PINNED' AND part.pinnedAt IS NOT NULL AND 'MAIN' = {folder}))""").with("folder", FOLDER).text();

    /** A Cypher expression, where {@code viewer} and {@code conversation} are in scope: the name of the {@link Acceptance} of the others. */
    static final String ACCEPTANCE = Cypher.of("""
            CASE
              WHEN NOT EXISTS {
                MATCH (conversation)<-[theirs:PARTICIPATES_IN]-(other:User)
                WHERE other <> viewer AND theirs.state <> 'ACTIVE'
              } THEN 'ACCEPTED'
              WHEN EXISTS {
                MATCH (conversation)<-[theirs:PARTICIPATES_IN]-(other:User)
                WHERE other <> viewer AND (theirs.state IS NULL OR theirs.state = 'ACTIVE')
              } THEN 'ACCEPTED'
              WHEN conversation.kind <> 'DIRECT' THEN 'OPEN'
              ELSE head(COLLECT {
                MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
                WHERE other <> viewer
                RETURN CASE WHEN {isFriend} THEN 'ACCEPTED' ELSE CASE {messagesFrom}
                  WHEN 'EVERYONE' THEN 'OPEN'
                  WHEN 'FRIENDS_OF_FRIENDS'
                    THEN CASE WHEN EXISTS { (viewer)-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(other) } THEN 'OPEN' ELSE 'CLOSED' END
                  ELSE 'CLOSED' END END
              })
            END""")
            .with("isFriend", Visibility.isFriend("other"))
            .with("messagesFrom", PrivacySetting.MESSAGES_FROM.of("other"))
            .text();

    private ConversationVisibility() {}
}
