package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoActivity;
import io.mutuals.video.VideoVisibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads and changes comments inside transactions. A transaction locks the viewer first, then the comment that opened
 * the thread, then the comment, so that the comments of a thread change one after the other. Liking locks less: see
 * {@link CommentLikeRepository}.
 */
@Repository
class CommentWriteRepository {

    /** Setting a property takes the lock of the node. The aggregation keeps the clauses after it from going before. */
    private static final Statement LOCK = new Statement("comments.lock", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.locked = true
            WITH count(*) AS locked
            MATCH (comment:Comment {id: $comment})
            MATCH (thread:Comment {id: coalesce(comment.threadId, comment.id)})
            SET thread.locked = true
            WITH comment, count(*) AS lockedThread
            SET comment.locked = true
            """);

    private static final Statement LOCK_VIEWER = new Statement("comments.lockViewer", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.locked = true
            """);

    private static final Statement LOCKED = new Statement(
            "comments.locked",
            Cypher.of("""
            {forEachKey}
            {visible}
            RETURN {access}, author.commentBlockedWords AS words, {comment} AS comment,
              EXISTS { (comment)<-[:ANSWERS]-() } AS hasReplies
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("visible", CommentVisibility.OF_KEY)
                    .with("access", CommentAccess.COLUMNS)
                    .with("comment", Comment.projection("comment", "commenter")));

    /** A deleted comment is not visible, but its author, and that of the video, may try again to delete it. */
    private static final Statement IS_DELETED = new Statement("comments.isDeleted", """
            MATCH (comment:Comment {id: $comment, state: 'DELETED'})
            WHERE comment.authorId = $viewer
              OR EXISTS { (:Video {id: comment.videoId})<-[:POSTED]-(:User {id: $viewer}) }
            RETURN comment.id AS id
            """);

    private static final Statement DRAFT = new Statement(
            "comments.draft",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            OPTIONAL MATCH (sent:Comment {
              authorId: key.viewer, videoId: key.video, clientCommentId: key.clientCommentId})
            RETURN {access}, author.commentBlockedWords AS words, sent {.id, .fingerprint, .state} AS sent,
              head(COLLECT {
                MATCH (answered:Comment {id: key.answers})
                WHERE answered.videoId = video.id AND answered.state = 'PUBLISHED'
                WITH *, answered.authorId AS commenterId, coalesce(answered.threadId, answered.id) AS threadId
                MATCH (commenter:User {id: commenterId})
                MATCH (thread:Comment {id: threadId})
                WITH *, thread.authorId AS openerId
                MATCH (opener:User {id: openerId})
                WHERE {maySeeCommenter} AND {maySeeOpener}
                RETURN thread.id
              }) AS thread,
              COLLECT {
                UNWIND key.mentions AS id
                MATCH (user:User {id: id})
                WHERE {maySeeUser} AND {mayBeOffered}
                RETURN id
              } AS mentions
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("access", CommentAccess.COLUMNS)
                    .with("maySeeCommenter", Visibility.maySee("commenter"))
                    .with("maySeeOpener", Visibility.maySee("opener"))
                    .with("maySeeUser", Visibility.maySee("user"))
                    .with("mayBeOffered", VideoVisibility.mayBeOffered("video", "author", "user")));

    private static final Statement STORE = new Statement("comments.store", """
            CREATE (comment:Comment)
            SET comment = $comment, comment.createdAt = $now
            WITH comment
            CALL (comment) {
              MATCH (thread:Comment {id: comment.threadId})
              CREATE (comment)-[:AWAITS]->(thread)
            }
            UNWIND $mentions AS id
            MATCH (user:User {id: id})
            CREATE (comment)-[:MENTIONS]->(user)
            """);

    private static final Statement PUBLISH_THREAD = new Statement(
            "comments.publishThread",
            Cypher.of("""
            MATCH (comment:Comment {id: $comment})
            MATCH (video:Video {id: comment.videoId})
            CREATE (comment)-[:COMMENTS_ON]->(video)
            SET comment.state = 'PUBLISHED', comment.topOf = comment.videoId, comment.rankedLikes = 0,
              comment.place = {place}
            REMOVE comment.pendingOn
            WITH comment
            {end}
            """)
                    .with("place", CommentPlace.cypher("comment", "0"))
                    .with("end", ChangeLog.appending("comment")));

    private static final Statement PUBLISH_REPLY =
            new Statement("comments.publishReply", """
            MATCH (comment:Comment {id: $comment})
            MATCH (video:Video {id: comment.videoId})
            MATCH (thread:Comment {id: comment.threadId})
            CREATE (comment)-[:REPLIES_ON]->(video)
            CREATE (comment)-[:ANSWERS]->(thread)
            SET comment.state = 'PUBLISHED', comment.under = thread.id
            REMOVE comment.pendingOn
            WITH comment, thread
            MATCH (comment)-[waiting:AWAITS]->(thread)
            DELETE waiting
            WITH comment
            """ + ChangeLog.appending("comment"));

    private static final Statement EDIT = new Statement("comments.edit", """
            MATCH (comment:Comment {id: $comment})
            SET comment.body = $body, comment.editedAt = $now
            WITH comment
            """ + ChangeLog.appending("comment"));

    /** Removes all that a comment is found by, except its place in the list of threads. Likes go later. */
    private static final Statement DELETE = new Statement("comments.delete", """
            MATCH (comment:Comment {id: $comment})
            CALL (comment) {
              MATCH (comment)-[gone:COMMENTS_ON|REPLIES_ON|ANSWERS|AWAITS|MENTIONS]->()
              DELETE gone
            }
            CALL (comment) {
              MATCH (comment)<-[gone:PINS]-()
              DELETE gone
            }
            SET comment.state = 'DELETED', comment.deletedAt = $now
            REMOVE comment.body, comment.under, comment.pendingOn
            """);

    private static final Statement KEEP_PLACE = new Statement("comments.keepPlace", """
            MATCH (comment:Comment {id: $comment})
            MATCH (video:Video {id: comment.videoId})
            CREATE (comment)-[:DELETED_ON]->(video)
            """);

    /** Takes a deleted comment without published answers out of the list of threads, and deletes the pending ones. */
    private static final Statement FORGET_PLACE = new Statement("comments.forgetPlace", """
            MATCH (comment:Comment {id: $comment})
            WHERE comment.state = 'DELETED' AND NOT EXISTS { (comment)<-[:ANSWERS]-() }
            SET comment:DeletedComment
            REMOVE comment.topOf, comment.place
            WITH comment
            CALL (comment) {
              MATCH (comment)-[gone:DELETED_ON]->()
              DELETE gone
            }
            CALL (comment) {
              MATCH (comment)<-[gone:AWAITS]-(waiting:Comment)
              DELETE gone
              SET waiting:DeletedComment, waiting.state = 'DELETED', waiting.deletedAt = $now
              REMOVE waiting.body, waiting.pendingOn
            }
            """);

    private static final Statement PIN = new Statement("comments.pin", """
            MATCH (comment:Comment {id: $comment})
            MATCH (video:Video {id: comment.videoId})
            CALL (video) {
              MATCH (video)-[old:PINS]->()
              DELETE old
            }
            CREATE (video)-[:PINS]->(comment)
            WITH comment
            """ + ChangeLog.appending("comment"));

    private static final Statement UNPIN = new Statement("comments.unpin", """
            MATCH (comment:Comment {id: $comment})<-[old:PINS]-()
            DELETE old
            WITH DISTINCT comment
            """ + ChangeLog.appending("comment"));

    /**
     * Locks the viewer and a comment, and reads the comment; empty if it does not exist or is hidden from the viewer.
     */
    Optional<LockedComment> locked(Transaction transaction, CommentKey key) {
        transaction.run(LOCK, key.parameters());
        return transaction.run(LOCKED, Map.of("keys", List.of(key.parameters()))).stream()
                .findFirst()
                .map(LockedComment::from);
    }

    /** Returns whether the viewer may have deleted a comment that is deleted. */
    boolean isDeleted(Transaction transaction, CommentKey key) {
        return !transaction.run(IS_DELETED, key.parameters()).isEmpty();
    }

    /**
     * Locks the viewer, and the thread of the comment that a draft answers, and reads what decides about the draft;
     * empty if the video does not exist or is hidden from the viewer.
     */
    Optional<DraftFacts> draft(Transaction transaction, UserId viewer, CommentDraft draft) {
        CommentId answers = draft.answers();
        if (answers == null) {
            transaction.run(LOCK_VIEWER, Map.of("viewer", viewer.value()));
        } else {
            transaction.run(LOCK, new CommentKey(viewer, answers).parameters());
        }
        Map<String, @Nullable Object> key = new HashMap<>();
        key.put("viewer", viewer.value());
        key.put("video", draft.video().value());
        key.put("clientCommentId", draft.clientCommentId());
        key.put("answers", answers == null ? null : answers.value());
        key.put("mentions", draft.mentions().stream().map(UserId::value).toList());
        return transaction.run(DRAFT, Map.of("keys", List.of(key))).stream()
                .findFirst()
                .map(DraftFacts::from);
    }

    /**
     * Stores a comment.
     *
     * @param thread the comment that opened its thread; null if it opens one
     * @param isPending whether it awaits approval
     */
    void store(
            Transaction transaction,
            CommentId number,
            UserId author,
            CommentDraft draft,
            @Nullable CommentId thread,
            List<Long> mentions,
            boolean isPending) {
        Map<String, @Nullable Object> comment = new HashMap<>();
        comment.put("id", number.value());
        comment.put("videoId", draft.video().value());
        comment.put("authorId", author.value());
        comment.put("body", draft.body());
        comment.put("clientCommentId", draft.clientCommentId());
        comment.put("fingerprint", draft.fingerprint());
        comment.put("threadId", thread == null ? null : thread.value());
        comment.put(
                "answersId", draft.answers() == null ? null : draft.answers().value());
        comment.put("state", CommentState.PENDING.name());
        comment.put("pendingOn", draft.video().value());
        transaction.run(STORE, Map.of("comment", comment, "mentions", mentions));
        if (!isPending) {
            publish(transaction, number, draft.video(), author, thread == null);
        }
    }

    /** Publishes a pending comment. Must be the last statement of its transaction. */
    void publish(Transaction transaction, CommentId comment, VideoId video, UserId author, boolean isThread) {
        run(
                transaction,
                isThread ? PUBLISH_THREAD : PUBLISH_REPLY,
                comment,
                List.of(VideoActivity.changed(author), CommentsInMemory.onVideo(video)));
    }

    /** Replaces the text of a comment. Must be the last statement of its transaction, like pinning and unpinning. */
    void edit(Transaction transaction, Comment comment, String body) {
        Map<String, Object> parameters =
                new HashMap<>(ChangeLog.parameters(List.of(CommentsInMemory.onVideo(comment.video()))));
        parameters.put("comment", comment.number().value());
        parameters.put("body", body);
        transaction.run(EDIT, parameters);
    }

    /**
     * Deletes a comment. One with answers keeps its place; the last answer takes it along. Must be followed by an entry
     * in the change log.
     */
    void delete(Transaction transaction, Comment comment, boolean hasReplies) {
        run(transaction, DELETE, comment.number());
        if (hasReplies) {
            run(transaction, KEEP_PLACE, comment.number());
        } else {
            run(transaction, FORGET_PLACE, comment.number());
        }
        if (comment.thread() != null) {
            run(transaction, FORGET_PLACE, comment.thread());
        }
    }

    void pin(Transaction transaction, Comment comment) {
        run(transaction, PIN, comment.number(), List.of(CommentsInMemory.onVideo(comment.video())));
    }

    void unpin(Transaction transaction, Comment comment) {
        run(transaction, UNPIN, comment.number(), List.of(CommentsInMemory.onVideo(comment.video())));
    }

    private static void run(Transaction transaction, Statement statement, CommentId comment, List<Fact> changed) {
        Map<String, Object> parameters = new HashMap<>(ChangeLog.parameters(changed));
        parameters.put("comment", comment.value());
        transaction.run(statement, parameters);
    }

    private static void run(Transaction transaction, Statement statement, CommentId comment) {
        transaction.run(statement, Map.of("comment", comment.value()));
    }

    private static BlockedWords words(Record row) {
        Value words = row.get("words");
        return new BlockedWords(words.isNull() ? List.of() : words.asList(Value::asString));
    }

    /**
     * A comment that the viewer may see, while it is locked.
     *
     * @param words the blocked words of the author of the video
     * @param hasReplies whether it opened a thread that has published answers
     */
    record LockedComment(Comment comment, CommentAccess access, BlockedWords words, boolean hasReplies) {

        static LockedComment from(Record row) {
            return new LockedComment(
                    Comment.from(row.get("comment")),
                    CommentAccess.from(row),
                    CommentWriteRepository.words(row),
                    row.get("hasReplies").asBoolean());
        }
    }

    /**
     * What decides about a draft.
     *
     * @param words the blocked words of the author of the video
     * @param sent the comment that was made under the same key; null if there is none
     * @param thread the thread of the comment that it answers; null if the viewer cannot answer such a comment
     * @param mentions the users who may be mentioned
     */
    record DraftFacts(
            CommentAccess access,
            BlockedWords words,
            @Nullable Sent sent,
            @Nullable CommentId thread,
            List<Long> mentions) {

        static DraftFacts from(Record row) {
            Value sent = row.get("sent");
            Value thread = row.get("thread");
            return new DraftFacts(
                    CommentAccess.from(row),
                    CommentWriteRepository.words(row),
                    sent.isNull()
                            ? null
                            : new Sent(
                                    new CommentId(sent.get("id").asLong()),
                                    sent.get("fingerprint").asString(),
                                    CommentState.valueOf(sent.get("state").asString())),
                    thread.isNull() ? null : new CommentId(thread.asLong()),
                    row.get("mentions").asList(Value::asLong));
        }
    }

    /** A comment that was made before. */
    record Sent(CommentId comment, String fingerprint, CommentState state) {}
}
