package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

/** How replicas that start bring the schema up to date. */
@MutualsTest
class SchemaMigrationsTest {

    private final Driver driver;
    private final World world;

    SchemaMigrationsTest(Driver driver, World world) {
        this.driver = driver;
        this.world = world;
    }

    @Test
    void replicasThatStartAtTheSameTimeWaitForEachOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> replicas = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(replica -> threads.submit(() -> new SchemaMigrations(driver).apply()))
                    .toList();
            for (Future<?> replica : replicas) {
                replica.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(world.values("MATCH (lock:__SchemaLock|__Neo4jMigrationsLock) RETURN count(lock)"))
                .containsExactly(0L);
    }

    @Test
    void whoWasKilledMeanwhileIsInNobodysWay() {
        world.run("CREATE (:__Neo4jMigrationsLock {id: 'killed', name: 'John Doe'})", Map.of());

        new SchemaMigrations(driver).apply();

        assertThat(world.values("MATCH (lock:__Neo4jMigrationsLock) RETURN count(lock)"))
                .containsExactly(0L);
    }
}
