package io.mutuals.video;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import io.mutuals.picture.PictureColumns;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;

/** Imports {@code videos.csv} and {@code likes.csv}. */
@ImportFile
class VideoImport {

    private static final String[] AUDIENCES =
            Arrays.stream(Audience.values()).map(Audience::name).toArray(String[]::new);

    private static final Column CAPTION =
            new Column("caption", true, new Column.Type.Derived(VideoImport::caption), null, false);

    private static Map<String, String> caption(String text) {
        return CaptionIndex.properties(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.id(),
                Column.reference("author", "User"),
                CAPTION,
                Column.time("createdAt"),
                Column.number("durationMs", 0).optional(),
                Column.oneOf("audience", AUDIENCES).optional()));
        columns.addAll(PictureColumns.of("thumbnail"));
        return columns;
    }

    @Bean
    ImportFormat videosFile() {
        return new ImportFormat(
                60,
                "videos.csv",
                false,
                "Video",
                columns(),
                () -> RowRule.NONE,
                Writing.of("import.videos", """
                        UNWIND $rows AS row
                        MATCH (author:User {id: row.author})
                        MERGE (video:Video {id: row.id})
                        WITH row, author, video
                        WHERE video.deletedAt IS NULL
                        SET video += row.caption, video.postedBy = toString(author.id),
                          video.createdAt = row.createdAt,
                          video.durationMs = row.durationMs,
                          video.thumbnail = {thumbnail},
                          video.audience = coalesce(row.audience, video.audience, 'PUBLIC')
                        MERGE (author)-[:POSTED]->(video)
                        """.replace("{thumbnail}", PictureColumns.stored("row", "thumbnail"))),
                null);
    }

    @Bean
    ImportFormat likesFile() {
        return new ImportFormat(
                70,
                "likes.csv",
                false,
                null,
                List.of(Column.reference("user", "User"), Column.reference("video", "Video"), Column.time("at")),
                () -> RowRule.NONE,
                Writing.ofRelationships("import.likes", "LIKED", """
                        UNWIND $rows AS row
                        MATCH (user:User {id: row.user})
                        MATCH (video:Video {id: row.video})
                        WHERE video.deletedAt IS NULL
                        %s (user)-[like:LIKED]->(video)
                        SET like.at = row.at
                        """),
                null);
    }
}
