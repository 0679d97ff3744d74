package io.mutuals.comment;

import io.mutuals.api.UserId;
import org.neo4j.driver.Record;

/**
 * What decides whether a viewer who may see a video may comment on it.
 *
 * @param author the author of the video
 * @param isAuthor whether the viewer is the author
 * @param isFriend whether the viewer and the author are friends
 */
record CommentAccess(CommentPolicy policy, UserId author, boolean isAuthor, boolean isFriend) {

    /**
     * The columns of a statement that {@link #from} reads. {@code video}, its {@code author} and {@code viewer} are in
     * scope.
     */
    static final String COLUMNS = """
            video.commentPolicy AS policy, author.id AS author, author = viewer AS isAuthor,
              EXISTS { (viewer)-[:FRIENDS_WITH]-(author) } AS isFriend""";

    /** Reads the {@linkplain #COLUMNS columns}. */
    static CommentAccess from(Record row) {
        return new CommentAccess(
                CommentPolicy.stored(row.get("policy").asString(null)),
                new UserId(row.get("author").asLong()),
                row.get("isAuthor").asBoolean(),
                row.get("isFriend").asBoolean());
    }

    /** Returns whether the viewer may comment, even if only after approval. */
    boolean mayComment() {
        return switch (policy) {
            case EVERYONE, APPROVAL -> true;
            case FRIENDS -> isAuthor || isFriend;
            case NOBODY -> false;
        };
    }

    /** Returns whether comments of the viewer await approval, whatever their text. */
    boolean needsApproval() {
        return policy == CommentPolicy.APPROVAL && !isAuthor;
    }
}
