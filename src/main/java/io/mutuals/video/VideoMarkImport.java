package io.mutuals.video;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Imports {@code likes.csv}, {@code reposts.csv} and {@code saves.csv}. A mark may have been made before one of its
 * user and the author blocked the other, or before the audience became narrower: as in the API it stays, and no one who
 * may not see the video learns of it.
 */
@ImportFile
class VideoMarkImport {

    private final int maxRepostComment;

    VideoMarkImport(Environment environment) {
        this.maxRepostComment = Binder.get(environment)
                .bindOrCreate("mutuals.video", VideoProperties.class)
                .maxRepostComment();
    }

    @Bean
    ImportFormat likesFile() {
        return marks(70, "likes", VideoMark.LIKE);
    }

    @Bean
    ImportFormat repostsFile() {
        return marks(
                71,
                "reposts",
                VideoMark.REPOST,
                Column.derived("comment", this::comment).optional());
    }

    @Bean
    ImportFormat savesFile() {
        return marks(72, "saves", VideoMark.SAVE);
    }

    /** @param further the columns beside {@code user}, {@code video} and {@code at} */
    private static ImportFormat marks(int order, String name, VideoMark mark, Column... further) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.reference("user", "User"), Column.reference("video", "Video"), Column.time("at")));
        StringBuilder properties = new StringBuilder("mark.at = row.at, mark.by = row.user");
        for (Column column : further) {
            columns.add(column);
            properties.append(", mark.%1$s = row.%1$s".formatted(column.name()));
        }
        return new ImportFormat(
                order,
                name + ".csv",
                false,
                null,
                columns,
                () -> RowRule.NONE,
                Writing.ofRelationships(
                        "import." + name, mark.relationship(), """
                        UNWIND $rows AS row
                        MATCH (user:User {id: row.user})
                        MATCH (video:Video {id: row.video})
                        WHERE video.deletedAt IS NULL
                        %%s (user)-[mark:%s]->(video)
                        SET %s
                        """.formatted(mark.relationship(), properties)),
                null);
    }

    private String comment(String text) {
        String comment = VideoRules.stored(text);
        if (comment.codePointCount(0, comment.length()) > maxRepostComment) {
            throw new IllegalArgumentException("must be at most " + maxRepostComment + " characters");
        }
        return comment;
    }
}
