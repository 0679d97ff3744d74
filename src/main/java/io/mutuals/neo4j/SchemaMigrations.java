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
 * Applies the schema migrations. Replicas that start at the same time apply them one after another.
 *
 * <p>The lock is a transaction that stays open and is never committed, so it ends with its replica even if that is
 * killed. The lock of the library does not: it would refuse every later start.
 */
final class SchemaMigrations {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 5;

    /** MERGE on a unique property waits for an open transaction that has merged the same value. */
    private static final String UNIQUE = """
            CREATE CONSTRAINT schema_lock IF NOT EXISTS
            FOR (lock:__SchemaLock) REQUIRE lock.name IS UNIQUE
            """;

    private static final String LOCK = "MERGE (lock:__SchemaLock {name: 'schema'}) SET lock.held = true";
    private static final String RELEASE_LIBRARY_LOCK = "MATCH (left:__Neo4jMigrationsLock) DELETE left";

    private final Driver driver;
    private final List<JavaBasedMigration> inJava;

    /** @param inJava the migrations that cannot be written in Cypher; the others are in {@code neo4j/migrations} */
    SchemaMigrations(Driver driver, List<JavaBasedMigration> inJava) {
        this.driver = driver;
        this.inJava = List.copyOf(inJava);
    }

    void apply() {
        ensureLock();
        TransactionConfig untilDone =
                TransactionConfig.builder().withTimeout(TIMEOUT).build();
        try (Session session = driver.session();
                Transaction lock = session.beginTransaction(untilDone)) {
            lock.run(LOCK).consume();
            migrate();
        }
    }

    private void migrate() {
        try (Session session = driver.session()) {
            session.run(RELEASE_LIBRARY_LOCK).consume();
        }
        MigrationsConfig config = MigrationsConfig.builder()
                .withLocationsToScan("classpath:neo4j/migrations")
                .withResourceScanner(SchemaMigrations::scan)
                .withMigrationClassesDiscoverer(context -> inJava)
                .build();
        new Migrations(config, driver).apply();
    }

    /** The scanner of the library opens every jar of the class path, which takes a fifth of a start. */
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

    /** Concurrent creations of a constraint may fail, but one succeeds, so a retry finds it. */
    private void ensureLock() {
        for (int left = ATTEMPTS; ; left--) {
            try (Session session = driver.session()) {
                session.run(UNIQUE).consume();
                return;
            } catch (ClientException | TransientException conflict) {
                if (left == 1 || (!conflict.code().contains("Schema") && !(conflict instanceof TransientException))) {
                    throw conflict;
                }
            }
        }
    }
}
