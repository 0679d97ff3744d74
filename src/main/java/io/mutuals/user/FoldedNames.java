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
 * Gives every user who has none a folded name, then makes the index over them. The index {@code user_names} stays for replicas of the
 * version before, which search in it until they are gone.
 */
@Component
class FoldedNames implements JavaBasedMigration {

    private static final MigrationVersion VERSION = MigrationVersion.parse("V010__Folded_names");
    private static final int BATCH = 10_000;
    private static final long BEFORE_ALL = -1;

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

    /** Names reach the index in words that are separated by blanks and folded already, so nothing else is to be done to them. */
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

    /** Folds the names of all users, by id, in transactions of a bounded size. */
    static void fold(Session session) {
        long after = BEFORE_ALL;
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
