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
 * Reads what was said about videos.
 *
 * <p>A message knows the video that it shares or is anchored to ({@code aboutVideoId}), and an index finds those of one conversation
 * about one video. So neither a long conversation nor a video that a million people share is walked: a conversation costs one look
 * into the index and what was said in it about the video, and a video costs that for each conversation of the viewer.
 */
@Repository
class TalkRepository {

    /** In one conversation. */
    static final Statement IN_CONVERSATION = statement(
            "talks.inConversation",
            Cypher.of("""
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH {maySeeConversation}""")
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .text());

    /** Everywhere that the viewer talks; message requests stay apart until they are accepted. */
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
                  USING INDEX about:Message(conversationId, aboutVideoId)
                  WHERE about.unsentAt IS NULL AND about.seq > coalesce(part.historyFrom, 0)
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
                        .with("maySee", Visibility.maySee("sender"))
                        .with("message", Message.projection("message"))
                        .with("sender", User.projection("sender")));
    }

    /**
     * One page for each key; one statement for all keys in conversations, and one for all others. A key whose video or conversation
     * does not exist for its viewer has no answer.
     */
    Map<TalksKey, Connection<Message, Edge.Plain<Message>>> talks(Set<TalksKey> keys) {
        Map<TalksKey, Connection<Message, Edge.Plain<Message>>> answers = new HashMap<>();
        for (boolean everywhere : List.of(true, false)) {
            List<TalksKey> those = keys.stream()
                    .filter(key -> (key.conversation() == null) == everywhere)
                    .toList();
            if (!those.isEmpty()) {
                answers.putAll(talks(everywhere ? EVERYWHERE : IN_CONVERSATION, those));
            }
        }
        return answers;
    }

    private Map<TalksKey, Connection<Message, Edge.Plain<Message>>> talks(
            Statement statement, Collection<TalksKey> keys) {
        int limit = keys.stream().mapToInt(TalksKey::first).max().orElseThrow() + 1;
        return graph.readByKey(statement, keys, TalkRepository::row, Map.of("limit", limit), (key, row) -> {
            List<Edge.Plain<Message>> places = row.get("page").asList(found -> edge(key, found));
            boolean more = places.size() > key.first();
            Value total = row.get("total");
            return Connection.of(
                    more ? places.subList(0, key.first()) : places,
                    more,
                    key.after() != null,
                    total.isNull() ? null : total.asLong());
        });
    }

    /** The parameters of one key. */
    static Map<String, @Nullable Object> row(TalksKey key) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer());
        row.put("conversation", key.conversation());
        row.put("video", key.video());
        row.put("startMs", key.range() == null ? null : key.range().startMs());
        row.put("endMs", key.range() == null ? null : key.range().endMs());
        row.put("after", key.after() == null ? null : key.after().values());
        row.put("counted", key.counted());
        return row;
    }

    private static Edge.Plain<Message> edge(TalksKey key, Value found) {
        List<Long> place = found.get("place").asList(Value::asLong);
        Value sender = found.get("sender");
        Message message = Message.from(found.get("message"), sender.isNull() ? null : User.from(sender));
        return new Edge.Plain<>(
                new TalksKey.Place(place.get(0), place.get(1), place.get(2), place.get(3))
                        .in(TalksKey.list(key.conversation(), key.video())),
                message);
    }
}
