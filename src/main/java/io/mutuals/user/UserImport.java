package io.mutuals.user;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** {@code users.csv}. */
@ImportFile
class UserImport {

    private static final Column HANDLE = new Column(
            "handle",
            true,
            new Column.Type.Text(Handle.FORM, "3 to 30 lower-case letters, digits, dots or underscores"),
            null,
            true);

    private static final Column REGION = new Column(
            "region",
            true,
            new Column.Type.Text(Region.FORM, "a country's two upper-case letters of ISO 3166-1"),
            null,
            false);

    @Bean
    ImportFormat usersFile() {
        return new ImportFormat(
                10,
                "users.csv",
                true,
                "User",
                List.of(
                        Column.id(),
                        HANDLE,
                        Column.text("displayName"),
                        Column.time("createdAt"),
                        Column.text("bio").optional(),
                        Column.number("birthYear", 1900).optional(),
                        REGION.optional()),
                () -> RowRule.NONE,
                Writing.of("import.users", """
                        UNWIND $rows AS row
                        MERGE (user:User {id: row.id})
                        SET user.handle = row.handle, user.displayName = row.displayName, user.createdAt = row.createdAt,
                          user.bio = row.bio, user.birthYear = row.birthYear, user.region = row.region
                        """),
                null);
    }
}
