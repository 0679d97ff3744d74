package io.mutuals.suggestion;

import io.mutuals.graph.Statement;
import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code dismissals.csv}. */
@Configuration(proxyBeanMethods = false)
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
                        Column.time("until").optional()),
                row -> Optional.empty(),
                new Statement("import.dismissals", """
                        UNWIND $rows AS row
                        MATCH (by:User {id: row.by})
                        MATCH (dismissed:User {id: row.dismissed})
                        MERGE (by)-[dismissal:DISMISSED]->(dismissed)
                        SET dismissal.at = row.at, dismissal.until = row.until
                        """),
                null);
    }
}
