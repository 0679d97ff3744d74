package io.mutuals.platform;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;

/** Imports {@code user_keys.csv} and {@code video_keys.csv}: the platform's keys of what was imported. */
@ImportFile
class PlatformImport {

    private static final Column KEY = new Column(
            "key",
            true,
            new Column.Type.Text(
                    Pattern.compile("[^\\s\\p{Z}\\p{Cntrl}]{1," + KeyedRows.MAX_KEY + "}"),
                    "1 to " + KeyedRows.MAX_KEY + " characters without blanks"),
            null,
            true);

    @Bean
    ImportFormat userKeysFile() {
        return format(15, KeyKind.USER);
    }

    @Bean
    ImportFormat videoKeysFile() {
        return format(65, KeyKind.VIDEO);
    }

    private static ImportFormat format(int order, KeyKind kind) {
        String thing = kind.name().toLowerCase(Locale.ROOT);
        return new ImportFormat(
                order,
                thing + "_keys.csv",
                false,
                null,
                List.of(Column.reference(thing, kind.label()), KEY),
                () -> RowRule.NONE,
                Writing.of("import." + thing + "Keys", """
                        UNWIND $rows AS row
                        MATCH (named:%s {id: row.%s})
                        MERGE (key:PlatformKey {kind: '%s', key: row.key})
                        MERGE (key)-[:NAMES]->(named)
                        """.formatted(kind.label(), thing, kind.name())),
                null);
    }
}
