package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.StartFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.TransientException;

/** Applies the schema migrations from replicas that start. */
@MutualsTest
class SchemaMigrationsTest {

    private final Driver driver;
    private final List<JavaBasedMigration> inJava;
    private final World world;

    SchemaMigrationsTest(Driver driver, List<JavaBasedMigration> inJava, World world) {
        this.driver = driver;
        this.inJava = inJava;
        this.world = world;
    }

    @Test
    void concurrentStartsApplyMigrationsOneAfterAnother() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> replicas = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(replica -> threads.submit(() -> new SchemaMigrations(driver, inJava).apply()))
                    .toList();
            for (Future<?> replica : replicas) {
                replica.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(world.values("MATCH (lock:__SchemaLock|__Neo4jMigrationsLock) RETURN count(lock)"))
                .containsExactly(0L);
    }

    @Test
    void aStartingNeo4jIsAwaitedThenReported() {
        TransientException starting =
                new TransientException("Neo.TransientError.Database.DatabaseUnavailable", "not yet");
        AtomicInteger attempts = new AtomicInteger();
        new Neo4jStart(Duration.ofSeconds(20)).run(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException(starting);
            }
        });
        assertThat(attempts).hasValue(3);

        assertThatThrownBy(() -> new Neo4jStart(Duration.ofMillis(400)).run(() -> {
                    throw starting;
                }))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("Neo4j was not ready in time (Neo.TransientError.");
    }

    @Test
    void aNeo4jThatRefusesIsNotAwaited() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> new Neo4jStart(Duration.ofMinutes(1)).run(() -> {
                    attempts.incrementAndGet();
                    throw new ClientException("Neo.ClientError.Security.Forbidden", "no");
                }))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("refuses to bring its schema up to date (Neo.ClientError.Security.Forbidden)");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aReplicaKilledDuringMigrationsDoesNotBlockLaterStarts() {
        world.run("CREATE (:__Neo4jMigrationsLock {id: 'killed', name: 'John Doe'})", Map.of());

        new SchemaMigrations(driver, inJava).apply();

        assertThat(world.values("MATCH (lock:__Neo4jMigrationsLock) RETURN count(lock)"))
                .containsExactly(0L);
    }
}
