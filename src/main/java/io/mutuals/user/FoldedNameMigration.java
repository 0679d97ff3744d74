package io.mutuals.user;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.MigrationContext;
import ac.simons.neo4j.migrations.core.MigrationVersion;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.springframework.stereotype.Component;

/**
 * Stores a {@linkplain NameFolding folded} name for every user, then creates the index over folded names. The older
 * index {@code user_names} remains for replicas of the previous version, which search in it until they are stopped.
 */
@Component
class FoldedNameMigration implements JavaBasedMigration {

    private static final MigrationVersion VERSION = MigrationVersion.parse("V010__Folded_names");
    private static final int BATCH = 10_000;
    private static final long BELOW_ALL_IDS = -1;

    private static final String NEXT = """
            MATCH (user:User)
            WHERE user.id > $after
            RETURN user.id AS id, user.displayName AS name
            ORDER BY user.id
            LIMIT $batch
            """;

    private static final String STORE = """
            UNWIND $rows AS row
            MATCH (user:User {id: row.id})
            SET user.foldedName = row.folded
            """;

    /**
     * Words are folded and separated by blanks before they are stored, so the analyzer must not change them further.
     */
    private static final String INDEX = """
            CREATE FULLTEXT INDEX user_search IF NOT EXISTS
            FOR (user:User) ON EACH [user.foldedName, user.handle]
            OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
            """;

    private static final String WAIT = "CALL db.awaitIndex('user_search', 3600)";

    @Override
    public MigrationVersion getVersion() {
        return VERSION;
    }

    @Override
    public String getSource() {
        return "V010__Folded_names";
    }

    @Override
    public void apply(MigrationContext context) {
        try (Session session = context.getSession()) {
            fold(session);
            session.run(INDEX).consume();
            session.run(WAIT).consume();
        }
    }

    /** Folds the names of all users in ascending order of id, in transactions of at most {@value #BATCH} users. */
    static void fold(Session session) {
        long after = BELOW_ALL_IDS;
        List<Record> users;
        do {
            Query next = new Query(NEXT, Map.of("after", after, "batch", BATCH));
            users = session.executeRead(transaction -> transaction.run(next).list());
            List<Map<String, Object>> rows = users.stream()
                    .filter(user -> !user.get("name").isNull())
                    .map(user -> Map.<String, Object>of(
                            "id",
                            user.get("id").asLong(),
                            "folded",
                            NameFolding.fold(user.get("name").asString())))
                    .toList();
            Query store = new Query(STORE, Map.of("rows", rows));
            session.executeWriteWithoutResult(
                    transaction -> transaction.run(store).consume());
            if (!users.isEmpty()) {
                after = users.getLast().get("id").asLong();
            }
        } while (users.size() == BATCH);
    }
}
