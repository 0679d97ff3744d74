package io.mutuals.video;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.picture.Picture;
import io.mutuals.user.OwnData;
import java.util.List;
import org.springframework.stereotype.Component;

/** Exports the videos of a user, and what the user did with videos that they may see. */
@Component
class ExportedVideos implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(
                own(),
                marks("likes", VideoMark.LIKE, "likedAt: mark.at"),
                marks("savedVideos", VideoMark.SAVE, "savedAt: mark.at"),
                marks("reposts", VideoMark.REPOST, "repostedAt: mark.at, comment: mark.comment"));
    }

    private static ExportSection own() {
        return OwnData.list("videos", Cypher.of("""
                MATCH (viewer)-[:POSTED]->(video:Video)
                WHERE video.id > $after
                WITH video
                ORDER BY video.id
                RETURN video.id AS after, {
                  id: {vid: video.id}, caption: video.caption, durationMs: video.durationMs,
                  createdAt: video.createdAt, audience: video.audience,
                  likesHidden: coalesce(video.likesHidden, false), commentPolicy: video.commentPolicy,
                  thumbnail: {thumbnail}, likeCount: COUNT { (video)<-[:LIKED]-() },
                  repostCount: COUNT { (video)<-[:REPOSTED]-() }
                } AS item
                """).with("thumbnail", Picture.mapOf("video.thumbnail")));
    }

    private static ExportSection marks(String name, VideoMark mark, String fields) {
        return OwnData.list(
                name,
                Cypher.of("""
                MATCH (viewer)-[mark:{type}]->(video:Video)<-[:POSTED]-(author:User)
                WHERE video.id > $after AND {maySee}
                WITH mark, video, author
                ORDER BY video.id
                RETURN video.id AS after,
                  {video: {vid: video.id}, author: {author}, caption: video.caption, {fields}} AS item
                """)
                        .with("type", mark.relationship())
                        .with("maySee", VideoVisibility.maySee("video", "author"))
                        .with("author", OwnData.user("author"))
                        .with("fields", fields));
    }
}
