package io.mutuals.video;

import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and changes the {@linkplain VideoMark marks} of viewers on videos, inside transactions. */
@Repository
class VideoMarkRepository {

    private static final Comparator<MarkChange> BY_VIDEO = Comparator.<MarkChange>comparingLong(
                    change -> change.key().video().value())
            .thenComparingLong(change -> change.key().viewer().value());

    /**
     * Cypher clauses that lock the videos {@code $videos} in their order, unless they have very many relationships.
     * They expect and leave one row with {@code locked}. Neo4j itself locks a node with fewer than 50 relationships for
     * each that is created or deleted, and beyond that its groups and chains at the commit, in orders that differ
     * between transactions. A video with 1,000 and more is not locked, so that many viewers mark it at once;
     * transactions that remove marks of such videos may still wait for each other in a circle, after which one is run
     * again.
     */
    static final String LOCK_VIDEOS = """
            CALL (locked) {
              UNWIND $videos AS id
              MATCH (video:Video {id: id})
              WHERE COUNT { (video)--() } < 1000
              SET video.locked = true
              RETURN count(*) AS videosLocked
            }
            WITH locked + videosLocked AS locked""";

    /**
     * Viewers are locked in the order of {@code $viewers}, then videos in that of {@code $videos}. The aggregations
     * keep the clauses after them from reading before they are locked.
     */
    private static final Map<VideoMark, Statement> LOCKED = statements(
            "locked",
            mark -> Cypher.of("""
            UNWIND $viewers AS id
            MATCH (viewer:User {id: id})
            SET viewer.locked = true
            WITH count(*) AS locked
            {lockVideos}
            {forEachKey}
            MATCH {maySeeVideo}
            RETURN key.index AS index, EXISTS { (video)<-[:{relationship}]-(viewer) } AS isSet, {video} AS video
            """)
                    .with("lockVideos", LOCK_VIDEOS)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("video", Video.projection("video", "author"))
                    .with("relationship", mark.relationship()));

    private static final Map<VideoMark, Statement> CHANGE = statements("change", mark -> change(mark, end(mark)));

    /** Changes marks before another statement of the transaction does. */
    private static final Map<VideoMark, Statement> CHANGE_BEFORE =
            statements("changeBefore", mark -> change(mark, "RETURN changed"));

    /**
     * In the subquery both ends are bound, so that a relationship is looked up from the end that has fewer, and not
     * among all marks of the video.
     *
     * @param end what follows the change
     */
    private static Cypher change(VideoMark mark, String end) {
        return Cypher.of("""
            UNWIND $changes AS change
            MATCH (viewer:User {id: change.viewer})
            MATCH (video:Video {id: change.video})
            FOREACH (_ IN CASE WHEN change.sets THEN [1] ELSE [] END |
              CREATE (viewer)-[:{relationship} {properties}]->(video)
            )
            WITH change, viewer, video
            CALL (change, viewer, video) {
              WITH viewer, video
              WHERE change.removes
              MATCH (viewer)-[mark:{relationship}]->(video)
              DELETE mark
              {trace}
            }
            {comment}
            WITH count(*) AS changed
            {end}
            """)
                .with("relationship", mark.relationship())
                .with("properties", properties(mark))
                .with("trace", trace(mark))
                .with("comment", comment(mark))
                .with("end", end);
    }

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
            case LIKE, REPOST -> ChangeLog.appending("changed");
            case SAVE -> "RETURN changed";
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

    /** Returns what replaces the comment of a mark that has one. */
    private static String comment(VideoMark mark) {
        return switch (mark) {
            case REPOST -> """
                    CALL (change, viewer, video) {
                      WITH viewer, video
                      WHERE NOT change.sets AND NOT change.removes
                      MATCH (viewer)-[mark:REPOSTED]->(video)
                      SET mark.comment = change.comment
                    }
                    """;
            case LIKE, SAVE -> "";
        };
    }

    /** Returns the properties of a mark, as a Cypher map. */
    private static String properties(VideoMark mark) {
        return switch (mark) {
            case LIKE -> "{at: $now, by: change.viewer}";
            case SAVE -> "{at: $now}";
            case REPOST -> "{at: $now, by: change.viewer, comment: change.comment}";
        };
    }

    /**
     * Locks the viewers of {@code changes}, and the videos without very many marks, and returns the videos and whether
     * they have marked them; videos that do not exist or are hidden from the viewer are absent. Touches the blocks of
     * each viewer, and four rows for each change.
     */
    Map<VideoKey, Locked> locked(Graph.Transaction transaction, VideoMark mark, List<MarkChange> changes) {
        List<VideoKey> ordered =
                changes.stream().map(MarkChange::key).distinct().toList();
        List<Map<String, Object>> keys = new ArrayList<>();
        for (int index = 0; index < ordered.size(); index++) {
            Map<String, Object> key = new HashMap<>(ordered.get(index).parameters());
            key.put("index", index);
            keys.add(key);
        }
        List<Long> viewers = ordered.stream()
                .map(key -> key.viewer().value())
                .distinct()
                .sorted()
                .toList();
        List<Long> videos = ordered.stream()
                .map(key -> key.video().value())
                .distinct()
                .sorted()
                .toList();
        Map<VideoKey, Locked> found = new HashMap<>();
        transaction
                .run(statement(LOCKED, mark), Map.of("viewers", viewers, "videos", videos, "keys", keys))
                .forEach(row -> found.put(
                        ordered.get(row.get("index").asInt()),
                        new Locked(
                                Video.from(row.get("video")), row.get("isSet").asBoolean())));
        return found;
    }

    /**
     * Makes changes, and appends to the change log what they change. Must be the last of a transaction that has locked
     * the viewers and videos. Does not count the marks of a video, nor walk over them. One statement for each round;
     * the last one appends, because a transaction that holds the lock of a shard must not wait for another.
     *
     * @param rounds in their order, none without changes
     */
    void make(Graph.Transaction transaction, VideoMark mark, List<Round> rounds) {
        List<Fact> facts = rounds.stream()
                .flatMap(round -> round.changes().stream())
                .sorted(BY_VIDEO)
                .flatMap(change -> facts(change.key(), mark).stream())
                .distinct()
                .toList();
        for (int number = 0; number < rounds.size(); number++) {
            boolean isLast = number == rounds.size() - 1;
            Map<String, Object> parameters =
                    new HashMap<>(Map.of("changes", rounds.get(number).rows()));
            if (isLast && !facts.isEmpty()) {
                parameters.putAll(ChangeLog.parameters(facts));
            }
            transaction.run(statement(isLast ? CHANGE : CHANGE_BEFORE, mark), parameters);
        }
    }

    private static List<Fact> facts(VideoKey key, VideoMark mark) {
        return switch (mark) {
            case LIKE -> VideosInMemory.changedByLike(key.viewer(), key.video());
            case REPOST -> List.of(VideoActivity.changed(key.viewer()), MarksInMemory.reposts(key.video()));
            case SAVE -> List.of();
        };
    }

    /** Returns the statements that lock for a mark, set it and remove it, for tests of their plans. */
    static List<Statement> changing(VideoMark mark) {
        return List.of(statement(LOCKED, mark), statement(CHANGE, mark), statement(CHANGE, mark));
    }

    private static Statement statement(Map<VideoMark, Statement> statements, VideoMark mark) {
        return Objects.requireNonNull(statements.get(mark));
    }

    /**
     * Changes that one statement makes.
     *
     * @param changes at most one for a viewer and a video
     * @param isSet which marks are set before
     */
    record Round(List<MarkChange> changes, Map<VideoKey, Boolean> isSet) {

        private List<Map<String, @Nullable Object>> rows() {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (MarkChange change : changes.stream().sorted(BY_VIDEO).toList()) {
                boolean isOther = !Boolean.valueOf(change.isWanted()).equals(isSet.get(change.key()));
                Map<String, @Nullable Object> row = new HashMap<>(change.key().parameters());
                row.put("sets", isOther && change.isWanted());
                row.put("removes", isOther && !change.isWanted());
                row.put("comment", change.comment());
                rows.add(row);
            }
            return rows;
        }
    }

    /**
     * A video while its viewer is locked.
     *
     * @param isSet whether the viewer has set the mark
     */
    record Locked(Video video, boolean isSet) {}
}
