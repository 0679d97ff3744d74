package io.mutuals.neo4j;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.TransientException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings the schema up to date, one replica after the other: those that start meanwhile wait.
 *
 * <p>The lock is a transaction that stays open and is never committed. So it ends with whoever holds it, even when they are killed; the
 * mark by which the library itself knows that somebody is at it does not, and would refuse every start from then on.
 */
final class SchemaMigrations {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    /** A MERGE on a unique property waits for whoever has made the same and not ended yet. */
    private static final String UNIQUE = """
            CREATE CONSTRAINT schema_lock IF NOT EXISTS
            FOR (lock:__SchemaLock) REQUIRE lock.name IS UNIQUE
            """;

    private static final String LOCK = "MERGE (lock:__SchemaLock {name: 'schema'}) SET lock.held = true";
    private static final String FORGET = "MATCH (left:__Neo4jMigrationsLock) DELETE left";

    private final Driver driver;
    private final List<JavaBasedMigration> inJava;

    /** @param inJava the migrations that Cypher alone cannot do; the others are found in {@code neo4j/migrations} */
    SchemaMigrations(Driver driver, List<JavaBasedMigration> inJava) {
        this.driver = driver;
        this.inJava = List.copyOf(inJava);
    }

    void apply() {
        ensureLock();
        TransactionConfig patient =
                TransactionConfig.builder().withTimeout(PATIENCE).build();
        try (Session session = driver.session();
                Transaction lock = session.beginTransaction(patient)) {
            lock.run(LOCK).consume();
            migrate();
        }
    }

    private void migrate() {
        try (Session session = driver.session()) {
            session.run(FORGET).consume();
        }
        MigrationsConfig config = MigrationsConfig.builder()
                .withLocationsToScan("classpath:neo4j/migrations")
                .withResourceScanner(SchemaMigrations::scan)
                .withMigrationClassesDiscoverer(context -> inJava)
                .build();
        new Migrations(config, driver).apply();
    }

    /** The library would open every jar of the class path, which takes as long as a fifth of a start. */
    private static List<URL> scan(List<String> folders) {
        List<URL> found = new ArrayList<>();
        try {
            for (String folder : folders) {
                for (Resource migration :
                        new PathMatchingResourcePatternResolver().getResources("classpath:" + folder + "/*")) {
                    found.add(migration.getURL());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    /** Two that make the same constraint at once may get into each other's way; then it is there the next time. */
    private void ensureLock() {
        for (int left = TRIES; ; left--) {
            try (Session session = driver.session()) {
                session.run(UNIQUE).consume();
                return;
            } catch (ClientException | TransientException inTheWay) {
                if (left == 1 || (!inTheWay.code().contains("Schema") && !(inTheWay instanceof TransientException))) {
                    throw inTheWay;
                }
            }
        }
    }
}
