package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;

/** Cypher fragments that decide which conversations and messages exist for a viewer, and what counts as unread. */
public final class ConversationVisibility {

    /**
     * A Cypher predicate: the conversation exists for the participant with the relationship {@code part}. A direct
     * conversation does not exist while one of the two blocks the other, or is absent. Needs {@code hidden},
     * {@code part} and {@code conversation} in scope.
     */
    public static final String EXISTS =
            Cypher.of("""
            (part.state IS NULL OR part.state <> 'DECLINED')
            AND (conversation.kind <> 'DIRECT' OR NOT EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
              WHERE NOT ({maySee})
            })""").with("maySee", Visibility.maySee("other")).text();

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH}: binds {@code conversation} to the conversations
     * that exist for {@code viewer}, and {@code part} to the viewer's relationships to them. Needs {@link
     * Visibility#FOR_EACH_KEY} before it.
     */
    public static final String OF_VIEWER = Cypher.of("""
            (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation)
            WHERE {exists}""").with("exists", EXISTS).text();

    /**
     * A Cypher expression: the seq of the last message hidden from the participant; 0 when none is. Needs {@code part}
     * in scope.
     */
    public static final String HIDDEN_UP_TO = "coalesce(part.historyFrom, 0)";

    /**
     * A Cypher expression: the seq of the last message that does not count as unread. Needs {@code part} in scope.
     */
    static final String READ_UP_TO =
            "CASE WHEN part.lastReadSeq > %1$s THEN part.lastReadSeq ELSE %1$s END".formatted(HIDDEN_UP_TO);

    /**
     * A Cypher expression: the number of unread messages, without unsent ones. Needs {@code part} and {@code
     * conversation} in scope.
     */
    static final String UNREAD = Cypher.of("""
            CASE WHEN conversation.lastSeq > {readUpTo} THEN conversation.lastSeq - {readUpTo} - COUNT {
              MATCH (unsent:Message {conversationId: conversation.id})
              WHERE unsent.unsentSeq > {readUpTo}
            } ELSE 0 END""").with("readUpTo", READ_UP_TO).text();

    /**
     * A Cypher expression: the number of unread messages that mention the viewer. Needs {@code viewer}, {@code part}
     * and {@code conversation} in scope.
     */
    static final String UNREAD_MENTIONS =
            Cypher.of("""
            CASE WHEN conversation.lastSeq > {readUpTo} THEN COUNT {
              MATCH ()-[mention:MENTIONS]->()
              WHERE mention.conversationId = conversation.id AND mention.userId = viewer.id AND mention.seq > {readUpTo}
            } ELSE 0 END""").with("readUpTo", READ_UP_TO).text();

    /**
     * A Cypher expression: the name of the {@link InboxFolder}, never PINNED. Needs {@code part} and {@code
     * conversation} in scope.
     */
    static final String FOLDER = """
            CASE
              WHEN part.state = 'REQUEST' THEN 'REQUESTS'
              WHEN part.archivedAt IS NOT NULL AND (conversation.lastMessageAt IS NULL
                OR conversation.lastMessageAt <= part.archivedAt OR part.mutedUntil > $now) THEN 'ARCHIVED'
              ELSE 'MAIN'
            END""";

    /**
     * A Cypher predicate: the conversation is in the folder {@code key.folder}. Before its first message, a direct
     * conversation is in a folder of the user who opened it only.
     */
    static final String IN_FOLDER = Cypher.of("""
            (conversation.lastSeq > 0 OR part.opened IS NULL OR part.opened)
            AND (key.folder = {folder}
              OR (key.folder = 'PINNED' AND part.pinnedAt IS NOT NULL AND 'MAIN' = {folder}))""").with("folder", FOLDER).text();

    /**
     * A Cypher expression: the name of the {@link Acceptance}. A direct conversation is closed once the account of the
     * other user was erased. Needs {@code viewer} and {@code conversation} in scope.
     */
    static final String ACCEPTANCE = Cypher.of("""
            CASE
              WHEN conversation.kind = 'DIRECT' AND NOT EXISTS {
                MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
                WHERE other <> viewer
              } THEN 'CLOSED'
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
                WITH other, {messagesFrom} AS messagesFrom
                RETURN CASE WHEN messagesFrom <> 'NOBODY' AND {isFriend} THEN 'ACCEPTED' ELSE CASE messagesFrom
                  WHEN 'EVERYONE' THEN 'OPEN'
                  WHEN 'FRIENDS_OF_FRIENDS'
                    THEN CASE WHEN EXISTS { (viewer)-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(other) }
                      THEN 'OPEN' ELSE 'CLOSED' END
                  ELSE 'CLOSED' END END
              })
            END""")
            .with("isFriend", Visibility.isFriend("other"))
            .with("messagesFrom", PrivacySetting.MESSAGES_FROM.of("other"))
            .text();

    private ConversationVisibility() {}
}
