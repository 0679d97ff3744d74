package io.mutuals.video;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.MigrationContext;
import ac.simons.neo4j.migrations.core.MigrationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.springframework.stereotype.Component;

/** Stores for every video what the {@linkplain CaptionIndex index of captions} reads, then creates the index. */
@Component
class CaptionIndexMigration implements JavaBasedMigration {

    private static final String NAME = "V024__Captions_for_search";
    private static final MigrationVersion VERSION = MigrationVersion.parse(NAME);
    private static final int BATCH = 10_000;
    private static final long BELOW_ALL_IDS = -1;

    private static final String NEXT = """
            MATCH (video:Video)
            WHERE video.id > $after
            WITH video
            ORDER BY video.id
            LIMIT $batch
            OPTIONAL MATCH (author:User)-[:POSTED]->(video)
            RETURN video.id AS id, video.caption AS caption, min(author.id) AS author
            ORDER BY id
            """;

    /** A caption that was changed after it was read was folded by its writer. */
    private static final String STORE = """
            UNWIND $rows AS row
            MATCH (video:Video {id: row.id})
            WHERE coalesce(video.caption, '') = row.properties.caption
            SET video += row.properties
            """;

    /** The analyzer splits at blanks only, because the words are folded already. */
    private static final String INDEX = """
            CREATE FULLTEXT INDEX video_search IF NOT EXISTS
            FOR (video:Video) ON EACH [video.foldedCaption, video.audience, video.postedBy]
            OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}
            """;

    private static final String WAIT = "CALL db.awaitIndex('video_search', 3600)";

    @Override
    public MigrationVersion getVersion() {
        return VERSION;
    }

    @Override
    public String getSource() {
        return NAME;
    }

    @Override
    public void apply(MigrationContext context) {
        try (Session session = context.getSession()) {
            fold(session);
            session.run(INDEX).consume();
            session.run(WAIT).consume();
        }
    }

    /** Folds the captions of all videos in ascending order of id, in transactions of at most {@value #BATCH} videos. */
    static void fold(Session session) {
        long after = BELOW_ALL_IDS;
        List<Record> videos;
        do {
            Query next = new Query(NEXT, Map.of("after", after, "batch", BATCH));
            videos = session.executeRead(transaction -> transaction.run(next).list());
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Record video : videos) {
                if (!video.get("author").isNull()) {
                    rows.add(row(video));
                }
            }
            Query store = new Query(STORE, Map.of("rows", rows));
            session.executeWriteWithoutResult(
                    transaction -> transaction.run(store).consume());
            if (!videos.isEmpty()) {
                after = videos.getLast().get("id").asLong();
            }
        } while (videos.size() == BATCH);
    }

    private static Map<String, Object> row(Record video) {
        Map<String, Object> properties =
                new HashMap<>(CaptionIndex.properties(video.get("caption").asString("")));
        properties.put(CaptionIndex.AUTHOR, Long.toString(video.get("author").asLong()));
        return Map.of("id", video.get("id").asLong(), "properties", properties);
    }
}
