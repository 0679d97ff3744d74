package io.mutuals.video;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.picture.PictureRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Writes and removes videos of which the platform tells, by the rules of {@code publishVideo} and {@code deleteVideo}.
 * Thread-safe; runs inside transactions.
 */
@Repository
public class ToldVideos {

    private static final Statement AUTHORS = new Statement("videos.authors", """
            UNWIND $videos AS id
            MATCH (:Video {id: id})<-[:POSTED]-(author:User)
            RETURN id, author.id AS author
            """);

    private static final Statement WRITE = new Statement("videos.writeTold", """
            UNWIND $rows AS row
            MATCH (author:User {id: row.author})
            MERGE (video:Video {id: row.id})
            ON CREATE SET video.createdAt = $now, video.audience = $audience, video.authorId = row.author
            SET video += row.properties, video.audience = CASE
              WHEN row.audience IS NULL OR video.audienceChosenAt > row.changedAt THEN video.audience
              ELSE row.audience END
            MERGE (author)-[:POSTED]->(video)
            """);

    private static final Statement REMOVE =
            new Statement("videos.removeTold", """
            UNWIND $videos AS id
            MATCH (author:User)-[posted:POSTED]->(video:Video {id: id})
            """ + PublishedVideoRepository.DELETING + """
            RETURN author.id AS author
            """);

    /** Returns why a video is refused; empty if it is not. The paths of errors begin with {@code input}. */
    public List<UserError> check(ToldVideo told) {
        VideoRules rules = new VideoRules();
        rules.caption(VideoRules.stored(told.caption()));
        rules.durationMs(told.durationMs());
        rules.thumbnail(told.thumbnail(), PictureRules.OF_PLATFORM);
        return rules.errors();
    }

    /** Returns the authors of videos; videos that were deleted are absent. */
    public Map<Long, Long> authors(Graph.Transaction transaction, Collection<Long> videos) {
        Map<Long, Long> authors = HashMap.newHashMap(videos.size());
        for (Record row : transaction.run(AUTHORS, Map.of("videos", List.copyOf(videos)))) {
            authors.put(row.get("id").asLong(), row.get("author").asLong());
        }
        return authors;
    }

    /**
     * Creates videos, or replaces what is stored of them, but for an audience that the author has chosen later.
     *
     * @return what changed of the facts in memory
     */
    public List<Fact> write(Graph.Transaction transaction, List<Row> rows) {
        List<Map<String, @Nullable Object>> parameters = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Audience audience = row.told().audience();
            Map<String, @Nullable Object> one = new HashMap<>();
            one.put("id", row.video().value());
            one.put("author", row.author().value());
            one.put("changedAt", Times.parameter(row.changedAt()));
            one.put("audience", audience == null ? null : audience.name());
            one.put("properties", properties(row));
            parameters.add(one);
        }
        transaction.run(WRITE, Map.of("rows", parameters, "audience", Audience.PUBLIC.name()));
        List<Fact> facts = new ArrayList<>();
        rows.forEach(row -> facts.addAll(changed(row.video(), row.author())));
        return facts;
    }

    private static Map<String, @Nullable Object> properties(Row row) {
        ToldVideo told = row.told();
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.putAll(CaptionIndex.properties(VideoRules.stored(told.caption())));
        properties.putAll(CaptionIndex.properties(row.author()));
        properties.put("durationMs", told.durationMs());
        properties.put(
                "thumbnail", told.thumbnail() == null ? null : told.thumbnail().stored());
        if (told.postedAt() != null) {
            properties.put("createdAt", Times.parameter(told.postedAt()));
        }
        return properties;
    }

    /**
     * Deletes videos; their marks are removed in the background.
     *
     * @return what changed of the facts in memory
     */
    public List<Fact> remove(Graph.Transaction transaction, Collection<VideoId> videos) {
        List<Fact> facts =
                new ArrayList<>(videos.stream().map(VideosInMemory::video).toList());
        transaction
                .run(
                        REMOVE,
                        Map.of("videos", videos.stream().map(VideoId::value).toList()))
                .forEach(row -> facts.add(
                        VideoActivity.changed(new UserId(row.get("author").asLong()))));
        return facts;
    }

    private static List<Fact> changed(VideoId video, UserId author) {
        return List.of(VideosInMemory.video(video), VideoActivity.changed(author));
    }

    /**
     * A video to write.
     *
     * @param changedAt when the platform changed it
     */
    public record Row(VideoId video, UserId author, Instant changedAt, ToldVideo told) {}
}
