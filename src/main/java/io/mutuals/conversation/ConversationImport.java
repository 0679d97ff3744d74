package io.mutuals.conversation;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.Writing;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;

/** Imports {@code conversations.csv}, {@code participants.csv} and {@code messages.csv}. */
@ImportFile
class ConversationImport {

    /**
     * Counts again under the lock of each conversation, because users send messages meanwhile. {@code collect} is a
     * barrier: nothing after it is read before everything is locked.
     */
    private static final Statement LAST_SEQS = new Statement("import.lastSeqs", """
            MATCH (conversation:Conversation)
            WHERE conversation.lastSeq <> COUNT { (conversation)<-[:IN]-() }
            WITH conversation
            ORDER BY conversation.id
            SET conversation.locked = true
            WITH collect(conversation) AS locked
            UNWIND locked AS conversation
            WITH conversation, COUNT { (conversation)<-[:IN]-() } AS messages
            WHERE conversation.lastSeq <> messages
            SET conversation.lastSeq = messages
            """);

    private final Graph graph;

    ConversationImport(Graph graph) {
        this.graph = graph;
    }

    @Bean
    ImportFormat conversationsFile() {
        return new ImportFormat(
                80,
                "conversations.csv",
                false,
                "Conversation",
                List.of(
                        Column.id(),
                        Column.oneOf("kind", "DIRECT", "GROUP"),
                        Column.text("title").optional(),
                        Column.time("createdAt"),
                        Column.number("lastSeq", 0),
                        Column.time("lastMessageAt").optional()),
                () -> ConversationImport::groupsHaveTitles,
                Writing.of("import.conversations", """
                        UNWIND $rows AS row
                        MERGE (conversation:Conversation {id: row.id})
                        SET conversation.kind = row.kind, conversation.title = row.title,
                          conversation.createdAt = row.createdAt, conversation.lastSeq = row.lastSeq,
                          conversation.lastMessageAt = row.lastMessageAt
                        """),
                null);
    }

    @Bean
    ImportFormat participantsFile() {
        return new ImportFormat(
                90,
                "participants.csv",
                false,
                null,
                List.of(
                        Column.reference("conversation", "Conversation"),
                        Column.reference("user", "User"),
                        Column.oneOf("role", "OWNER", "ADMIN", "MEMBER"),
                        Column.time("joinedAt"),
                        Column.number("lastReadSeq", 0)),
                () -> new DirectPairsRule(graph),
                Writing.ofRelationships("import.participants", "PARTICIPATES_IN", """
                        UNWIND $rows AS row
                        MATCH (conversation:Conversation {id: row.conversation})
                        MATCH (user:User {id: row.user})
                        %s (user)-[part:PARTICIPATES_IN]->(conversation)
                        SET part.role = row.role, part.joinedAt = row.joinedAt, part.lastReadSeq = row.lastReadSeq,
                          part.state = 'ACTIVE'
                        """),
                new Statement("import.pairKeys", """
                        MATCH (conversation:Conversation {kind: 'DIRECT'})
                        WHERE conversation.pairKey IS NULL
                        MATCH (conversation)<-[:PARTICIPATES_IN]-(user:User)
                        WITH conversation, user
                        ORDER BY conversation.id, user.id
                        WITH conversation, collect(user.id) AS people
                        WHERE size(people) = 2
                        WITH people[0] + ':' + people[1] AS pairKey, head(collect(conversation)) AS first
                        WHERE NOT EXISTS { MATCH (:Conversation {pairKey: pairKey}) }
                        SET first.pairKey = pairKey
                        """));
    }

    /** When invalid rows are skipped, a conversation ends before its first missing message. */
    @Bean
    ImportFormat messagesFile() {
        return new ImportFormat(
                100,
                "messages.csv",
                false,
                "Message",
                List.of(
                        Column.id(),
                        Column.reference("conversation", "Conversation"),
                        Column.number("seq", 1),
                        Column.reference("sender", "User"),
                        Column.text("body").optional(),
                        Column.time("sentAt"),
                        Column.reference("sharedVideo", "Video").optional(),
                        Column.reference("replyTo", "Message").optional()),
                () -> new SeqRule(graph),
                Writing.of("import.messages", """
                        UNWIND $rows AS row
                        MATCH (conversation:Conversation {id: row.conversation})
                        MATCH (sender:User {id: row.sender})
                        MERGE (message:Message {id: row.id})
                        SET message.conversationId = row.conversation, message.seq = row.seq,
                          message.senderId = row.sender,
                          message.clientMessageId = 'import:' + row.id, message.kind = 'TEXT', message.body = row.body,
                          message.sentAt = row.sentAt
                        MERGE (message)-[:IN]->(conversation)
                        MERGE (sender)-[:SENT]->(message)
                        WITH row, message
                        OPTIONAL MATCH (video:Video {id: row.sharedVideo})
                        OPTIONAL MATCH (answered:Message {id: row.replyTo})
                        FOREACH (shared IN CASE WHEN video IS NULL THEN [] ELSE [video] END |
                          MERGE (message)-[share:SHARES]->(shared)
                          ON CREATE SET message.tallyAt = row.sentAt + duration({hours: 24})
                          SET message.aboutVideoId = shared.id)
                        FOREACH (earlier IN CASE WHEN answered IS NULL THEN [] ELSE [answered] END |
                          MERGE (message)-[:REPLIES_TO]->(earlier))
                        """),
                LAST_SEQS);
    }

    private static Optional<String> groupsHaveTitles(Map<String, @Nullable Object> row) {
        return "GROUP".equals(row.get("kind")) && row.get("title") == null
                ? Optional.of("a GROUP must have a title")
                : Optional.empty();
    }
}
