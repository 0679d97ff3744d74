package io.mutuals.user;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import io.mutuals.picture.PictureColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;

/** Imports {@code users.csv}. */
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

    private static Map<String, String> name(String text) {
        String shown = ProfileRules.stored(text);
        if (!ProfileRules.isDisplayName(shown)) {
            throw new IllegalArgumentException(
                    "must be 1 to " + ProfileRules.MAX_DISPLAY_NAME + " characters on one line");
        }
        return Map.of("shown", shown, "folded", NameFolding.fold(shown));
    }

    private static String bio(String text) {
        String bio = ProfileRules.stored(text);
        if (!ProfileRules.isBio(bio)) {
            throw new IllegalArgumentException("must be at most " + ProfileRules.MAX_BIO + " characters");
        }
        return bio;
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.id(),
                HANDLE,
                Column.derived("displayName", UserImport::name),
                Column.time("createdAt"),
                Column.derived("bio", UserImport::bio).optional(),
                Column.number("birthYear", 1900).optional(),
                REGION.optional()));
        columns.addAll(PictureColumns.of("avatar"));
        return columns;
    }

    @Bean
    ImportFormat usersFile() {
        return new ImportFormat(
                10,
                "users.csv",
                true,
                "User",
                columns(),
                () -> RowRule.NONE,
                Writing.of("import.users", """
                        UNWIND $rows AS row
                        MERGE (user:User {id: row.id})
                        SET user.handle = row.handle, user.displayName = row.displayName.shown,
                          user.foldedName = row.displayName.folded, user.createdAt = row.createdAt,
                          user.bio = row.bio, user.birthYear = row.birthYear, user.region = row.region,
                          user.avatar = {avatar}
                        """.replace("{avatar}", PictureColumns.stored("row", "avatar"))),
                null);
    }
}
