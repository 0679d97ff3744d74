package io.mutuals.video;

import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and changes the {@linkplain VideoMark marks} of viewers on videos, inside transactions. */
@Repository
class VideoMarkRepository {

    /** The aggregation keeps the clauses after it from reading before the viewer is locked. */
    private static final Map<VideoMark, Statement> LOCKED = statements(
            "locked",
            mark -> Cypher.of("""
            MATCH (viewer:User {id: $viewer})
            SET viewer.locked = true
            WITH count(*) AS locked
            {forEachKey}
            MATCH {maySeeVideo}
            RETURN EXISTS { (video)<-[:{relationship}]-(viewer) } AS isSet
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("relationship", mark.relationship()));

    private static final Map<VideoMark, Statement> SET = statements(
            "set",
            mark -> Cypher.of("""
            MATCH (viewer:User {id: $viewer})
            MATCH (video:Video {id: $video})
            CREATE (viewer)-[:{relationship} {properties}]->(video)
            {end}
            """)
                    .with("relationship", mark.relationship())
                    .with("properties", properties(mark))
                    .with("end", end(mark)));

    /**
     * The limit makes the planner bind both ends first, so that the relationship is looked up from the end that has
     * fewer, and not among all likes of the video.
     */
    private static final Map<VideoMark, Statement> REMOVE = statements(
            "remove",
            mark -> Cypher.of("""
            MATCH (viewer:User {id: $viewer})
            MATCH (video:Video {id: $video})
            WITH viewer, video
            LIMIT 1
            MATCH (viewer)-[mark:{relationship}]->(video)
            DELETE mark
            {trace}{end}
            """)
                    .with("relationship", mark.relationship())
                    .with("trace", trace(mark))
                    .with("end", end(mark)));

    /** The limit is for the same reason as above. */
    private static final Statement COMMENT = new Statement("videos.repost.comment", """
            MATCH (viewer:User {id: $viewer})
            MATCH (video:Video {id: $video})
            WITH viewer, video
            LIMIT 1
            MATCH (viewer)-[repost:REPOSTED]->(video)
            SET repost.comment = $comment
            WITH DISTINCT video
            """ + ChangeLog.appending("video"));

    private static Map<VideoMark, Statement> statements(String change, Function<VideoMark, Cypher> text) {
        Map<VideoMark, Statement> statements = new EnumMap<>(VideoMark.class);
        for (VideoMark mark : VideoMark.values()) {
            String name = "videos." + mark.name().toLowerCase(Locale.ROOT) + "." + change;
            statements.put(mark, new Statement(name, text.apply(mark)));
        }
        return statements;
    }

    /** Returns the end of a statement that changes a mark: an entry of the change log for what memory may hold. */
    private static String end(VideoMark mark) {
        return switch (mark) {
            case LIKE, REPOST -> "WITH DISTINCT video\n" + ChangeLog.appending("video");
            case SAVE -> "";
        };
    }

    /** Returns what is kept of a mark that is removed: when a like was taken back, for {@link ToldLikes}. */
    private static String trace(VideoMark mark) {
        return switch (mark) {
            case LIKE -> """
                    WITH viewer, video
                    LIMIT 1
                    OPTIONAL MATCH (viewer)-[gone:UNLIKED]->(video)
                    DELETE gone
                    CREATE (viewer)-[:UNLIKED {at: $now}]->(video)
                    """;
            case SAVE, REPOST -> "";
        };
    }

    /** Returns the properties of a mark, as a Cypher map. */
    private static String properties(VideoMark mark) {
        return switch (mark) {
            case LIKE -> "{at: $now, by: $viewer}";
            case SAVE -> "{at: $now}";
            case REPOST -> "{at: $now, by: $viewer, comment: $comment}";
        };
    }

    /**
     * Locks the viewer, and returns whether they have set a mark; empty if the video does not exist or is hidden from
     * them. Touches the blocks of the viewer, and four rows.
     */
    Optional<Boolean> locked(Graph.Transaction transaction, VideoKey key, VideoMark mark) {
        Map<String, Object> parameters = Map.of("viewer", key.viewer().value(), "keys", List.of(key.parameters()));
        return transaction.run(statement(LOCKED, mark), parameters).stream()
                .findFirst()
                .map(row -> row.get("isSet").asBoolean());
    }

    /**
     * Sets a mark, or removes it, and appends to the change log what that changes. Must be the last statement of a
     * transaction that has locked the viewer, and read that the mark is not as wanted. Does not count the marks of the
     * video, nor walk over them.
     *
     * @param isWanted whether to set it
     * @param comment the comment of a repost; null if there is none
     */
    void change(
            Graph.Transaction transaction, VideoKey key, VideoMark mark, boolean isWanted, @Nullable String comment) {
        Map<String, @Nullable Object> parameters = new HashMap<>(key.parameters());
        parameters.put("comment", comment);
        List<Fact> facts = facts(key, mark);
        if (!facts.isEmpty()) {
            parameters.putAll(ChangeLog.parameters(facts));
        }
        transaction.run(statement(isWanted ? SET : REMOVE, mark), parameters);
    }

    private static List<Fact> facts(VideoKey key, VideoMark mark) {
        return switch (mark) {
            case LIKE -> VideosInMemory.changedByLike(key.viewer(), key.video());
            case REPOST -> List.of(VideoActivity.changed(key.viewer()), MarksInMemory.reposts(key.video()));
            case SAVE -> List.of();
        };
    }

    /**
     * Replaces the comment of the viewer's repost. Must be the last statement of a transaction that has locked the
     * viewer, and read that there is one.
     *
     * @param comment null for none
     */
    void comment(Graph.Transaction transaction, VideoKey key, @Nullable String comment) {
        Map<String, @Nullable Object> parameters = new HashMap<>(key.parameters());
        parameters.put("comment", comment);
        parameters.putAll(ChangeLog.parameters(facts(key, VideoMark.REPOST)));
        transaction.run(COMMENT, parameters);
    }

    /** Returns the statements that change a mark, for tests of their plans. */
    static List<Statement> changing(VideoMark mark) {
        return List.of(statement(LOCKED, mark), statement(SET, mark), statement(REMOVE, mark));
    }

    private static Statement statement(Map<VideoMark, Statement> statements, VideoMark mark) {
        return Objects.requireNonNull(statements.get(mark));
    }
}
