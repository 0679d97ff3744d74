package io.mutuals.comment;

import io.mutuals.neo4j.Cypher;

/**
 * Cypher expressions that count the comments that a viewer sees: the degree of a node, less the comments of users
 * hidden from the viewer. The hidden ones are looked up by user and video, for at most {@code $mostHidden} users; the
 * comments of further ones are counted.
 *
 * <p>Each expression needs {@code hidden} in scope. It costs a degree lookup, an index lookup for each hidden user, and
 * the comments of these on the video.
 */
final class CommentCounts {

    /** Users who block each other are in the list twice. */
    private static final String OF_HIDDEN = """
            UNWIND hidden[..$mostHidden] AS user
                WITH DISTINCT user AS unseen
                MATCH (own:Comment {authorId: unseen.id, videoId: {video}})
                USING INDEX SEEK own:Comment(authorId, videoId, clientCommentId)""";

    /** Counts the threads of the variable {@code video}, deleted ones with answers included. */
    static final String THREADS =
            Cypher.of("""
            COUNT { (video)<-[:COMMENTS_ON]-() } + COUNT { (video)<-[:DELETED_ON]-() }
              - CASE WHEN hidden = [] THEN 0 ELSE COUNT {
                {ofHidden}
                WHERE own.clientCommentId IS NOT NULL AND own.topOf IS NOT NULL
                RETURN own
              } END""").with("ofHidden", ofHidden("video.id")).text();

    /**
     * Counts all published comments on the variable {@code video}: with a thread of a hidden user, all its answers are
     * out of sight.
     */
    static final String ALL =
            Cypher.of("""
            COUNT { (video)<-[:COMMENTS_ON]-() } + COUNT { (video)<-[:REPLIES_ON]-() }
              - CASE WHEN hidden = [] THEN 0 ELSE reduce(sum = 0, some IN COLLECT {
                {ofHidden}
                WHERE own.clientCommentId IS NOT NULL
                OPTIONAL MATCH (thread:Comment {id: own.under})
                OPTIONAL MATCH (opener:User {id: thread.authorId})
                RETURN CASE
                  WHEN own.topOf IS NOT NULL THEN
                    COUNT { (own)<-[:ANSWERS]-() } + CASE own.state WHEN 'PUBLISHED' THEN 1 ELSE 0 END
                  WHEN own.under IS NOT NULL AND NOT opener IN hidden THEN 1
                  ELSE 0 END
              } | sum + some) END""").with("ofHidden", ofHidden("video.id")).text();

    private CommentCounts() {}

    /**
     * Counts the answers in a thread.
     *
     * @param thread a Cypher variable bound to the comment that opened it
     */
    static String repliesOf(String thread) {
        return Cypher.of("""
                COUNT { ({thread})<-[:ANSWERS]-() } - CASE WHEN hidden = [] THEN 0 ELSE COUNT {
                    {ofHidden}
                    WHERE own.clientCommentId IS NOT NULL AND own.under = {thread}.id
                    RETURN own
                  } END""")
                .with("thread", thread)
                .with("ofHidden", ofHidden(thread + ".videoId"))
                .text();
    }

    private static String ofHidden(String video) {
        return Cypher.of(OF_HIDDEN).with("video", video).text();
    }
}
