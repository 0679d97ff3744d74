package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.IdType;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A comment as a viewer sees it.
 *
 * @param number the internal id; clients see {@link #id()}
 * @param authorId the user who wrote it, even if it was deleted
 * @param author the user who wrote it; null if it was deleted
 * @param body the text; null if it was deleted
 * @param editedAt the time of the last edit; null if there was none
 * @param thread the comment that opened the thread; null if this comment did
 * @param answers the comment that this one answers; null if it opened a thread
 * @param place the place in the order by likes; null unless it opened a thread that is listed
 */
public record Comment(
        CommentId number,
        VideoId video,
        UserId authorId,
        @Nullable User author,
        @Nullable String body,
        CommentState state,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable CommentId thread,
        @Nullable CommentId answers,
        @Nullable String place,
        boolean isPinned) {

    /** The id type of comments. */
    public static final IdType ID = new IdType("cmt");

    private static final String STORED = """
            .id, .videoId, .authorId, .body, .state, .createdAt, .editedAt, .threadId, .answersId, .place,
              isPinned: EXISTS { ({comment})<-[:PINS]-() }""";

    /**
     * Returns a Cypher map of a comment, to be read by {@link #from}.
     *
     * @param comment a Cypher variable bound to a comment
     * @param commenter a Cypher variable bound to its author
     */
    static String projection(String comment, String commenter) {
        return Cypher.of("""
                {comment} {{stored},
                author: CASE {comment}.state WHEN 'DELETED' THEN null ELSE {commenter} END}""")
                .with("stored", Cypher.of(STORED).with("comment", comment).text())
                .with("comment", comment)
                .with("commenter", User.projection(commenter))
                .text();
    }

    /**
     * Returns a Cypher map of a comment without its author, to be read by {@link #from}.
     *
     * @param comment a Cypher variable bound to a comment
     */
    static String projection(String comment) {
        return comment + " {" + Cypher.of(STORED).with("comment", comment).text() + "}";
    }

    /** Reads a {@linkplain #projection projection}. */
    static Comment from(Value map) {
        Value author = map.get("author");
        return new Comment(
                new CommentId(map.get("id").asLong()),
                new VideoId(map.get("videoId").asLong()),
                new UserId(map.get("authorId").asLong()),
                author.isNull() ? null : User.from(author),
                map.get("body").asString(null),
                CommentState.valueOf(map.get("state").asString()),
                Times.instant(map.get("createdAt")),
                Times.instantOrNull(map.get("editedAt")),
                commentId(map.get("threadId")),
                commentId(map.get("answersId")),
                map.get("place").asString(null),
                map.get("isPinned").asBoolean());
    }

    private static @Nullable CommentId commentId(Value number) {
        return number.isNull() ? null : new CommentId(number.asLong());
    }

    /** Returns this comment with the user who wrote it; a deleted comment stays without. */
    Comment by(User user) {
        return state == CommentState.DELETED
                ? this
                : new Comment(
                        number, video, authorId, user, body, state, createdAt, editedAt, thread, answers, place,
                        isPinned);
    }

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number.value());
    }

    /** Returns whether it opened a thread. */
    boolean isThread() {
        return thread == null;
    }
}
