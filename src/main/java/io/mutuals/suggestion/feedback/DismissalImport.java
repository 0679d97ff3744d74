package io.mutuals.suggestion.feedback;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Imports {@code dismissals.csv}. */
@ImportFile
class DismissalImport {

    @Bean
    ImportFormat dismissalsFile() {
        return new ImportFormat(
                50,
                "dismissals.csv",
                false,
                null,
                List.of(
                        Column.reference("by", "User"),
                        Column.reference("dismissed", "User"),
                        Column.time("at"),
                        Column.timeAhead("until").optional()),
                () -> RowRule.NONE,
                Writing.ofRelationships("import.dismissals", "DISMISSED", """
                        UNWIND $rows AS row
                        MATCH (by:User {id: row.by})
                        MATCH (dismissed:User {id: row.dismissed})
                        %s (by)-[dismissal:DISMISSED]->(dismissed)
                        SET dismissal.at = row.at, dismissal.until = row.until
                        """),
                null);
    }
}
