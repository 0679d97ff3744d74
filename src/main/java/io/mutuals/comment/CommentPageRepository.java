package io.mutuals.comment;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads pages of comments. Each order has an index that is read from the cursor on, so a page costs the comments that
 * it lists and, among them, those that are hidden from the viewer, wherever it is in the list.
 */
@Repository
class CommentPageRepository {

    /** The name of the list of answers in its cursors. */
    static final String REPLIES = "replies";

    /** The name of the list of comments that await approval in its cursors. */
    static final String PENDING = "pendingComments";

    private static final Map<CommentOrder, Statement> THREADS = new EnumMap<>(Map.of(
            CommentOrder.NEWEST, threads("newest", "id", "<", "DESC"),
            CommentOrder.OLDEST, threads("oldest", "id", ">", "ASC"),
            CommentOrder.MOST_LIKED, threads("mostLiked", "place", "<", "DESC")));

    private static final Statement REPLIES_OF_THREAD = new Statement(
            "comments.replies",
            Cypher.of("""
            {forEachKey}
            MATCH (thread:Comment {id: key.comment})
            CALL (key, hidden, thread) {
              MATCH (comment:Comment {under: thread.id})
              USING INDEX SEEK comment:Comment(under, id)
              WHERE comment.id > key.after
              MATCH (commenter:User {id: comment.authorId})
              WHERE {maySee}
              WITH comment, commenter
              ORDER BY comment.under, comment.id
              LIMIT $limit
              RETURN collect({comment}) AS page
            }
            RETURN key.index AS index, page, CASE WHEN key.counted THEN {replies} END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("commenter"))
                    .with("comment", Comment.projection("comment", "commenter"))
                    .with("replies", CommentCounts.repliesOf("thread")));

    private static final String SHOWN = Cypher.of("""
            WITH *, comment.authorId AS commenterId, coalesce(comment.threadId, comment.id) AS threadId
                MATCH (commenter:User {id: commenterId})
                MATCH (thread:Comment {id: threadId})
                WITH *, thread.authorId AS openerId
                MATCH (opener:User {id: openerId})
                WHERE {maySeeCommenter} AND {maySeeOpener}""")
            .with("maySeeCommenter", Visibility.maySee("commenter"))
            .with("maySeeOpener", Visibility.maySee("opener"))
            .text();

    /** The author of a video sees all, each other viewer their own, which are few. */
    private static final Statement AWAITING_APPROVAL = new Statement(
            "comments.pending",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            CALL (key, viewer, hidden, video, author) {
              CALL (key, viewer, hidden, video, author) {
                WITH key, viewer, hidden, video, author
                WHERE viewer = author
                MATCH (comment:Comment {pendingOn: video.id})
                USING INDEX SEEK comment:Comment(pendingOn, id)
                WHERE comment.id > key.after
                {shown}
                WITH comment, commenter
                ORDER BY comment.pendingOn, comment.id
                LIMIT $limit
                RETURN comment, commenter
                UNION ALL
                WITH key, viewer, hidden, video, author
                WHERE viewer <> author
                MATCH (comment:Comment {authorId: viewer.id, videoId: video.id})
                USING INDEX SEEK comment:Comment(authorId, videoId, clientCommentId)
                WHERE comment.clientCommentId IS NOT NULL AND comment.pendingOn IS NOT NULL AND comment.id > key.after
                {shown}
                WITH comment, commenter
                ORDER BY comment.id
                LIMIT $limit
                RETURN comment, commenter
              }
              WITH comment, commenter
              ORDER BY comment.id
              RETURN collect({comment}) AS page
            }
            RETURN key.index AS index, page, CASE
              WHEN NOT key.counted THEN null
              WHEN viewer = author THEN COUNT {
                MATCH (comment:Comment {pendingOn: video.id})
                USING INDEX SEEK comment:Comment(pendingOn, id)
                WHERE comment.id >= 0
                {shown}
                RETURN comment
              }
              ELSE COUNT {
                MATCH (comment:Comment {authorId: viewer.id, videoId: video.id})
                USING INDEX SEEK comment:Comment(authorId, videoId, clientCommentId)
                WHERE comment.clientCommentId IS NOT NULL AND comment.pendingOn IS NOT NULL
                {shown}
                RETURN comment
              } END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("shown", SHOWN)
                    .with("comment", Comment.projection("comment", "commenter")));

    private final Graph graph;
    private final CommentCountRepository counts;

    CommentPageRepository(Graph graph, CommentCountRepository counts) {
        this.graph = graph;
        this.counts = counts;
    }

    /**
     * @param property the property after {@code topOf} in the index
     * @param beyond the comparison that the rest of the list passes
     */
    private static Statement threads(String name, String property, String beyond, String direction) {
        return new Statement(
                "comments." + name,
                Cypher.of("""
                {forEachKey}
                MATCH {maySeeVideo}
                CALL (key, hidden, video) {
                  MATCH (comment:Comment {topOf: video.id})
                  USING INDEX SEEK comment:Comment(topOf, {property})
                  WHERE comment.{property} {beyond} key.after
                  MATCH (commenter:User {id: comment.authorId})
                  WHERE {maySee}
                  WITH comment, commenter
                  ORDER BY comment.topOf {direction}, comment.{property} {direction}
                  LIMIT $limit
                  RETURN collect({comment}) AS page
                }
                RETURN key.index AS index, page, CASE WHEN key.counted THEN {threads} END AS total
                """)
                        .with("forEachKey", Visibility.FOR_EACH_KEY)
                        .with("maySeeVideo", VideoVisibility.OF_KEY)
                        .with("property", property)
                        .with("beyond", beyond)
                        .with("direction", direction)
                        .with("maySee", Visibility.maySee("commenter"))
                        .with("comment", Comment.projection("comment", "commenter"))
                        .with("threads", CommentCounts.THREADS));
    }

    /** Returns the statement that reads the threads of a video in an order, for tests of its plan. */
    static Statement threads(CommentOrder order) {
        return Objects.requireNonNull(THREADS.get(order));
    }

    /** Returns the statement that reads the answers in a thread, for tests of its plan. */
    static Statement repliesOfThread() {
        return REPLIES_OF_THREAD;
    }

    /** Returns pages of threads, with one statement for each order. A video hidden from the viewer has no answer. */
    Map<CommentsKey, Connection<Comment, Edge.Plain<Comment>>> threads(Set<CommentsKey> keys) {
        Map<CommentsKey, Connection<Comment, Edge.Plain<Comment>>> pages = new HashMap<>();
        for (CommentOrder order : CommentOrder.values()) {
            List<CommentsKey> group =
                    keys.stream().filter(key -> key.order() == order).toList();
            if (!group.isEmpty()) {
                pages.putAll(graph.readByKey(
                        threads(order),
                        group,
                        key -> row(
                                key.video().parameters(),
                                Objects.requireNonNullElse(key.after(), CommentPlace.beginning(order)),
                                key.counted()),
                        shared(group.stream().mapToInt(CommentsKey::first)),
                        (key, row) -> page(row, key.first(), key.after(), comment -> edge(comment, order))));
            }
        }
        return pages;
    }

    /** Returns pages of answers; touches the answers of the page. */
    Map<RepliesKey, Connection<Comment, Edge.Plain<Comment>>> replies(Set<RepliesKey> keys) {
        return graph.readByKey(
                REPLIES_OF_THREAD,
                keys,
                key -> row(key.thread().parameters(), oldest(key.after()), key.counted()),
                shared(keys.stream().mapToInt(RepliesKey::first)),
                (key, row) -> page(row, key.first(), key.after(), CommentPageRepository::replyEdge));
    }

    /** Returns pages of pending comments. Counting them touches each. */
    Map<PendingKey, Connection<Comment, Edge.Plain<Comment>>> pending(Set<PendingKey> keys) {
        return graph.readByKey(
                AWAITING_APPROVAL,
                keys,
                key -> row(key.video().parameters(), oldest(key.after()), key.counted()),
                shared(keys.stream().mapToInt(PendingKey::first)),
                (key, row) -> page(row, key.first(), key.after(), CommentPageRepository::pendingEdge));
    }

    /** Returns the edge of a comment in the list that shows it. */
    static Edge.Plain<Comment> edge(Comment comment) {
        if (comment.state() == CommentState.PENDING) {
            return pendingEdge(comment);
        }
        return comment.isThread() ? edge(comment, CommentOrder.NEWEST) : replyEdge(comment);
    }

    private static Edge.Plain<Comment> edge(Comment comment, CommentOrder order) {
        return new Edge.Plain<>(CommentPlace.of(comment, order).in(order.list()), comment);
    }

    private static Edge.Plain<Comment> replyEdge(Comment comment) {
        return new Edge.Plain<>(CommentPlace.of(comment, CommentOrder.OLDEST).in(REPLIES), comment);
    }

    private static Edge.Plain<Comment> pendingEdge(Comment comment) {
        return new Edge.Plain<>(CommentPlace.of(comment, CommentOrder.OLDEST).in(PENDING), comment);
    }

    private static CommentPlace oldest(@Nullable CommentPlace after) {
        return Objects.requireNonNullElse(after, CommentPlace.beginning(CommentOrder.OLDEST));
    }

    private static Map<String, @Nullable Object> row(Map<String, Object> parent, CommentPlace after, boolean counted) {
        Map<String, @Nullable Object> row = new HashMap<>(parent);
        row.put("after", after.value());
        row.put("counted", counted);
        return row;
    }

    private Map<String, Object> shared(IntStream sizes) {
        Map<String, Object> shared = new HashMap<>(counts.parameters());
        shared.put("limit", sizes.max().orElseThrow() + 1);
        return shared;
    }

    /** Returns a page of threads from one more than it has, if there are more, in the order of the key. */
    static Connection<Comment, Edge.Plain<Comment>> page(List<Comment> found, CommentsKey key, @Nullable Long total) {
        return page(
                found.stream().map(comment -> edge(comment, key.order())).toList(), key.first(), key.after(), total);
    }

    private static Connection<Comment, Edge.Plain<Comment>> page(
            Record row, int first, @Nullable CommentPlace after, Function<Comment, Edge.Plain<Comment>> edge) {
        Value total = row.get("total");
        return page(
                row.get("page").asList(found -> edge.apply(Comment.from(found))),
                first,
                after,
                total.isNull() ? null : total.asLong());
    }

    private static Connection<Comment, Edge.Plain<Comment>> page(
            List<Edge.Plain<Comment>> edges, int first, @Nullable CommentPlace after, @Nullable Long total) {
        boolean more = edges.size() > first;
        return Connection.of(more ? edges.subList(0, first) : edges, more, after != null, total);
    }
}
