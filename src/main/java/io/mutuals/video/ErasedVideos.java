package io.mutuals.video;

import io.mutuals.api.VideoId;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * Erases the videos of a user, and what the user did with those of others. Of a video, its id and the time of its
 * deletion stay, for the shares of it in conversations; what others did with it goes in the background, as with every
 * deleted video.
 */
@Component
class ErasedVideos implements ErasureStep {

    private static final Statement VIDEOS = new Statement("erasure.videos", """
            MATCH (:User {id: $user})-[posted:POSTED]->(video:Video)
            WITH posted, video
            LIMIT $most
            DELETE posted
            SET video:DeletedVideo, video = {id: video.id, deletedAt: $now}
            RETURN video.id AS video
            """);

    private static final Statement DELETED_BEFORE = new Statement("erasure.deletedVideos", """
            MATCH (video:Video {authorId: $user})
            WITH video
            LIMIT $most
            SET video = {id: video.id, deletedAt: video.deletedAt}
            RETURN video.id AS video
            """);

    private static final Statement LIKES = new Statement("erasure.likes", """
            MATCH (:User {id: $user})-[like:LIKED]->(video:Video)
            WITH like, video
            LIMIT $most
            DELETE like
            RETURN video.id AS video
            """);

    private static final Statement OTHER_MARKS = new Statement("erasure.marks", """
            MATCH (:User {id: $user})-[mark:SAVED|REPOSTED|UNLIKED]->(video:Video)
            WITH mark, video
            LIMIT $most
            DELETE mark
            RETURN video.id AS video
            """);

    private final ErasureBatches batches;

    ErasedVideos(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(
                        VIDEOS,
                        user,
                        rows -> videos(rows).map(VideosInMemory::video).toList())
                || batches.run(
                        DELETED_BEFORE,
                        user,
                        rows -> videos(rows).map(VideosInMemory::video).toList())
                || batches.run(
                        LIKES,
                        user,
                        rows -> videos(rows)
                                .map(video -> VideosInMemory.changedByLike(user.user(), video))
                                .flatMap(List::stream)
                                .toList())
                || batches.run(
                        OTHER_MARKS,
                        user,
                        rows -> videos(rows).map(MarksInMemory::reposts).toList());
    }

    private static Stream<VideoId> videos(List<Record> rows) {
        return rows.stream().map(row -> new VideoId(row.get("video").asLong()));
    }
}
