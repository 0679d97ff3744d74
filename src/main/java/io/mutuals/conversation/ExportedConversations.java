package io.mutuals.conversation;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Exports the conversations of a user with all messages that they may read now, and what they have sent elsewhere: in
 * groups that they have left, and in conversations that are hidden from them. Unsent messages have no content to
 * export.
 */
@Component
class ExportedConversations implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(conversations(), messages(), elsewhere());
    }

    private static ExportSection conversations() {
        return OwnData.list(
                "conversations",
                Cypher.of("""
                MATCH {ofViewer} AND conversation.id > $after
                WITH viewer, hidden, part, conversation
                ORDER BY conversation.id
                RETURN conversation.id AS after, {
                  id: {cnv: conversation.id}, kind: conversation.kind, title: conversation.title,
                  createdAt: conversation.createdAt, role: part.role, state: coalesce(part.state, 'ACTIVE'),
                  joinedAt: part.joinedAt, lastReadSeq: coalesce(part.lastReadSeq, 0), mutedUntil: part.mutedUntil,
                  archivedAt: part.archivedAt, pinnedAt: part.pinnedAt,
                  participants: COLLECT {
                    {participants}
                    WITH theirs, user
                    ORDER BY user.id
                    RETURN {user: {user}, role: theirs.role, joinedAt: theirs.joinedAt}
                  }
                } AS item
                """)
                        .with("ofViewer", ConversationVisibility.OF_VIEWER)
                        .with("participants", ConversationRepository.participants("theirs"))
                        .with("user", OwnData.user("user")));
    }

    /** Orders the messages before it reads more of them, so that only ids are sorted. */
    private static ExportSection messages() {
        return OwnData.list(
                "messages",
                Cypher.of("""
                MATCH {ofViewer} AND conversation.id >= $after
                WITH viewer, hidden, conversation, {hiddenUpTo} AS unseen
                WITH *, CASE WHEN conversation.id = $after AND $within > unseen THEN $within ELSE unseen END AS from
                MATCH (message:Message {conversationId: conversation.id})
                WHERE message.seq > from AND message.unsentAt IS NULL
                WITH viewer, hidden, unseen, message
                ORDER BY message.conversationId, message.seq
                RETURN message.conversationId AS after, message.seq AS within, {
                  id: {msg: message.id}, conversation: {cnv: message.conversationId}, seq: message.seq,
                  sender: head(COLLECT {
                    MATCH (sender:User {id: message.senderId})
                    WHERE {maySeeSender}
                    RETURN {sender}
                  }),
                  body: message.body, sentAt: message.sentAt, editedAt: message.editedAt,
                  replyTo: {msg: head(COLLECT {
                    MATCH (message)-[:REPLIES_TO]->(answered:Message)
                    WHERE answered.seq > unseen
                    RETURN answered.id
                  })},
                  sharedVideo: {vid: head(COLLECT {
                    MATCH (message)-[:SHARES]->(shared:Video)<-[:POSTED]-(author:User)
                    WHERE {maySeeShared}
                    RETURN shared.id
                  })},
                  aboutVideo: {vid: head(COLLECT {
                    MATCH (about:Video {id: message.anchorVideoId})<-[:POSTED]-(author:User)
                    WHERE {maySeeAbout}
                    RETURN about.id
                  })},
                  aboutStartMs: message.anchorStartMs, aboutEndMs: message.anchorEndMs,
                  mentions: COLLECT {
                    MATCH (message)-[:MENTIONS]->(mentioned:User)
                    WHERE {maySeeMentioned}
                    WITH mentioned
                    ORDER BY mentioned.id
                    RETURN {mentioned}
                  },
                  reactions: COLLECT {
                    MATCH (reacting:User)-[reacted:REACTED]->(message)
                    WHERE {maySeeReacting}
                    WITH reacting, reacted
                    ORDER BY reacted.at, reacting.id
                    RETURN {emoji: reacted.emoji, user: {reacting}}
                  }
                } AS item
                """)
                        .with("ofViewer", ConversationVisibility.OF_VIEWER)
                        .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                        .with("maySeeSender", Visibility.maySee("sender"))
                        .with("sender", OwnData.user("sender"))
                        .with("maySeeShared", VideoVisibility.maySee("shared", "author"))
                        .with("maySeeAbout", VideoVisibility.maySee("about", "author"))
                        .with("maySeeMentioned", Visibility.maySee("mentioned"))
                        .with("mentioned", OwnData.user("mentioned"))
                        .with("maySeeReacting", Visibility.maySee("reacting"))
                        .with("reacting", OwnData.user("reacting")));
    }

    private static ExportSection elsewhere() {
        return OwnData.list(
                "messagesElsewhere",
                Cypher.of("""
                WITH viewer, hidden, COLLECT {
                  MATCH {ofViewer}
                  RETURN [conversation.id, {hiddenUpTo}]
                } AS parts
                WITH viewer, [part IN parts | part[0]] AS readable, [part IN parts WHERE part[1] > 0] AS partly
                MATCH (viewer)-[:SENT]->(message:Message)
                WHERE message.id > $after AND message.unsentAt IS NULL
                  AND (NOT message.conversationId IN readable
                    OR any(part IN partly WHERE part[0] = message.conversationId AND message.seq <= part[1]))
                WITH message
                ORDER BY message.id
                RETURN message.id AS after, {
                  id: {msg: message.id}, conversation: {cnv: message.conversationId}, seq: message.seq,
                  body: message.body, sentAt: message.sentAt, editedAt: message.editedAt
                } AS item
                """)
                        .with("ofViewer", ConversationVisibility.OF_VIEWER)
                        .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO));
    }
}
