package io.mutuals.user;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import io.mutuals.neo4j.Cypher;
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

    /** A new year of birth may let guardian links of a user or their wards hold again, with their limits. */
    private static final Cypher WRITE = Cypher.of("""
            UNWIND $rows AS row
            MERGE (user:User {id: row.id})
            SET user.handle = row.handle, user.displayName = row.displayName.shown,
              user.foldedName = row.displayName.folded, user.createdAt = row.createdAt,
              user.bio = row.bio, user.birthYear = row.birthYear, user.region = row.region,
              user.avatar = {avatar}
            WITH collect(user) AS written
            UNWIND written AS user
            WITH user
            WHERE EXISTS { (user)-[:GUARDS]-() }
            UNWIND [user] + COLLECT { MATCH (user)-[:GUARDS]->(ward:User) RETURN ward } AS one
            WITH DISTINCT one
            WHERE {guardians} > 0
            SET one += {limited}
            """)
            .with("avatar", PictureColumns.stored("row", "avatar"))
            .with("guardians", Guardianship.guardiansOf("one"))
            .with("limited", SettingChoices.limited("one"));

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
                Writing.of("import.users", WRITE.text()),
                null);
    }
}
