package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;

/**
 * What a user does with videos in the sight of their friends: publishing, reposting, liking. Comments are added by
 * their feature. Each is found by the user and the time, whatever else the user did, and whatever others did with
 * the video.
 */
public final class VideoActivity {

    /** The kind of the facts about the activities of a user in the change log. */
    public static final String KIND = "activity";

    private VideoActivity() {}

    /** Returns the fact that changes when a user publishes, reposts, likes or comments, or takes one of it back. */
    public static Fact changed(UserId user) {
        return new Fact(KIND, user.value());
    }

    /**
     * Returns Cypher queries, joined by {@code UNION ALL}, of the activities of a user up to a time, each the latest
     * {@code $each}. They return {@code kind}, {@code video} (an id), {@code at}, {@code comment} and {@code opener},
     * which are null. Each is a seek in an index, in its order: as many rows as are returned.
     *
     * <p>It says nothing of who may see them: {@link VideoVisibility} does.
     *
     * @param user a Cypher variable bound to a user
     * @param until a Cypher variable bound to a time
     */
    public static String of(String user, String until) {
        return marks("LIKED", user, until)
                + "\nUNION ALL\n"
                + marks("REPOSTED", user, until)
                + "\nUNION ALL\n"
                + Cypher.of("""
                MATCH (video:Video)
                USING INDEX SEEK video:Video(authorId, createdAt)
                WHERE video.authorId = {user}.id AND video.createdAt <= {until}
                WITH video
                ORDER BY video.authorId DESC, video.createdAt DESC
                LIMIT $each
                RETURN 'PUBLISHED' AS kind, video.id AS video, video.createdAt AS at, null AS comment, null AS opener
                """).with("user", user).with("until", until).text().strip();
    }

    private static String marks(String relationship, String user, String until) {
        return Cypher.of("""
                MATCH ()-[mark:{relationship}]->(video:Video)
                USING INDEX SEEK mark:{relationship}(by, at)
                WHERE mark.by = {user}.id AND mark.at <= {until}
                WITH mark, video
                ORDER BY mark.by DESC, mark.at DESC
                LIMIT $each
                RETURN '{relationship}' AS kind, video.id AS video, mark.at AS at, null AS comment, null AS opener
                """)
                .with("relationship", relationship)
                .with("user", user)
                .with("until", until)
                .text()
                .strip();
    }
}
