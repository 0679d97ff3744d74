package io.mutuals.talk;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.conversation.ConversationVisibility;
import io.mutuals.conversation.Message;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads messages about videos.
 *
 * <p>A message stores the video that it shares or is anchored to ({@code aboutVideoId}), and an index finds the
 * messages of one conversation about one video. The cost therefore depends neither on the length of a conversation nor
 * on the popularity of a video: a conversation costs one index lookup and its messages about the video, a video costs
 * that for each conversation of the viewer.
 */
@Repository
class TalkRepository {

    /** Reads one conversation. */
    static final Statement IN_CONVERSATION = statement(
            "talks.inConversation",
            Cypher.of("""
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH {maySeeConversation}""")
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .text());

    /** Reads all conversations that the viewer has accepted; open message requests are left out. */
    static final Statement EVERYWHERE = statement(
            "talks.everywhere",
            Cypher.of("""
            MATCH {maySeeConversation}
              AND part.state = 'ACTIVE'""")
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .text());

    private final Graph graph;

    TalkRepository(Graph graph) {
        this.graph = graph;
    }

    private static Statement statement(String name, String conversations) {
        return new Statement(
                name,
                Cypher.of("""
                {forEachKey}
                MATCH {maySeeVideo}
                CALL (viewer, hidden, video, key) {
                  {conversations}
                  MATCH (about:Message {conversationId: conversation.id, aboutVideoId: video.id})
                  USING INDEX SEEK about:Message(conversationId, aboutVideoId)
                  WHERE about.unsentAt IS NULL AND about.seq > {hiddenUpTo}
                    AND (key.startMs IS NULL OR (about.anchorStartMs <= key.endMs AND about.anchorEndMs >= key.startMs))
                  CALL (about, video) {
                    RETURN about AS message
                    UNION ALL
                    MATCH (about)<-[:REPLIES_TO]-(message:Message)
                    WHERE message.unsentAt IS NULL AND coalesce(message.aboutVideoId, -1) <> video.id
                    RETURN message
                  }
                  WITH message, [coalesce(about.anchorStartMs, 0), conversation.id, about.seq, message.seq] AS place
                  ORDER BY place
                  RETURN collect({message: message, place: place}) AS talks
                }
                CALL (hidden, talks, key) {
                  UNWIND talks AS talk
                  WITH talk.message AS message, talk.place AS place
                  WHERE key.after IS NULL OR place > key.after
                  ORDER BY place
                  LIMIT $limit
                  OPTIONAL MATCH (sender:User {id: message.senderId})
                  WHERE {maySee}
                  WITH message, place, sender
                  ORDER BY place
                  RETURN collect({
                    place: place,
                    message: {message},
                    sender: CASE WHEN sender IS NULL THEN null ELSE {sender} END
                  }) AS page
                }
                RETURN key.index AS index, page, CASE WHEN key.counted THEN size(talks) END AS total
                """)
                        .with("forEachKey", Visibility.FOR_EACH_KEY)
                        .with("maySeeVideo", VideoVisibility.OF_KEY)
                        .with("conversations", conversations)
                        .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                        .with("maySee", Visibility.maySee("sender"))
                        .with("message", Message.projection("message"))
                        .with("sender", User.projection("sender")));
    }

    /**
     * Reads pages of messages, with one statement for all keys of single conversations and one for the others. A key
     * whose video or conversation does not exist for its viewer has no answer.
     */
    Map<TalksKey, Connection<Message, Edge.Plain<Message>>> talks(Set<TalksKey> keys) {
        Map<TalksKey, Connection<Message, Edge.Plain<Message>>> answers = new HashMap<>();
        for (boolean everywhere : List.of(true, false)) {
            List<TalksKey> group = keys.stream()
                    .filter(key -> (key.conversation() == null) == everywhere)
                    .toList();
            if (!group.isEmpty()) {
                answers.putAll(talks(everywhere ? EVERYWHERE : IN_CONVERSATION, group));
            }
        }
        return answers;
    }

    private Map<TalksKey, Connection<Message, Edge.Plain<Message>>> talks(
            Statement statement, Collection<TalksKey> keys) {
        int limit = keys.stream().mapToInt(TalksKey::first).max().orElseThrow() + 1;
        return graph.readByKey(statement, keys, TalkRepository::row, Map.of("limit", limit), (key, row) -> {
            List<Edge.Plain<Message>> edges = row.get("page").asList(found -> edge(key, found));
            boolean more = edges.size() > key.first();
            Value total = row.get("total");
            return Connection.of(
                    more ? edges.subList(0, key.first()) : edges,
                    more,
                    key.after() != null,
                    total.isNull() ? null : total.asLong());
        });
    }

    /** Returns the parameters of one key. */
    static Map<String, @Nullable Object> row(TalksKey key) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer().value());
        row.put(
                "conversation",
                key.conversation() == null ? null : key.conversation().value());
        row.put("video", key.video().value());
        row.put("startMs", key.range() == null ? null : key.range().startMs());
        row.put("endMs", key.range() == null ? null : key.range().endMs());
        row.put("after", key.after() == null ? null : key.after().values());
        row.put("counted", key.counted());
        return row;
    }

    private static Edge.Plain<Message> edge(TalksKey key, Value found) {
        List<Long> position = found.get("place").asList(Value::asLong);
        Value sender = found.get("sender");
        Message message = Message.from(found.get("message"), sender.isNull() ? null : User.from(sender));
        return new Edge.Plain<>(
                new TalksKey.TalkPosition(position.get(0), position.get(1), position.get(2), position.get(3))
                        .in(TalksKey.list(key.conversation(), key.video())),
                message);
    }
}
