package io.mutuals.video;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import io.mutuals.picture.PictureColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;

/** Imports {@code videos.csv}. */
@ImportFile
class VideoImport {

    private static final String[] AUDIENCES =
            Arrays.stream(Audience.values()).map(Audience::name).toArray(String[]::new);

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.id(),
                Column.reference("author", "User"),
                Column.derived("caption", VideoImport::caption),
                Column.time("createdAt"),
                Column.number("durationMs", 1, VideoRules.MAX_DURATION_MS).optional(),
                Column.oneOf("audience", AUDIENCES).optional()));
        columns.addAll(PictureColumns.of("thumbnail"));
        return columns;
    }

    private static Map<String, String> caption(String text) {
        String caption = VideoRules.stored(text);
        if (!VideoRules.isCaption(caption)) {
            throw new IllegalArgumentException("must be at most " + VideoRules.MAX_CAPTION + " characters");
        }
        return CaptionIndex.properties(caption);
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
                          video.durationMs = row.durationMs, video.authorId = row.author,
                          video.thumbnail = {thumbnail},
                          video.audience = coalesce(row.audience, video.audience, 'PUBLIC')
                        MERGE (author)-[:POSTED]->(video)
                        """.replace("{thumbnail}", PictureColumns.stored("row", "thumbnail"))),
                null);
    }
}
