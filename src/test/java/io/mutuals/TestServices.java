package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The Neo4j and the Redis that all tests of a run share; started when the first test needs them, gone with the process.
 *
 * <p>A test that wants to come between the server and one of them names another address in {@code test.neo4j.uri} or
 * {@code test.redis.url}.
 */
public final class TestServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The shared services. */
    public static final class Shared {
        public static final LocalServices.Neo4j NEO4J = LocalServices.startNeo4j(freshFolder());
        public static final LocalServices.Redis REDIS = LocalServices.startRedis();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                REDIS.close();
                NEO4J.close();
            }));
        }

        private Shared() {}

        private static Path freshFolder() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                return Files.createTempDirectory(target, "neo4j-test-");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        TestPropertyValues.of(
                        "spring.neo4j.uri=" + environment.getProperty("test.neo4j.uri", Shared.NEO4J.uri()),
                        "mutuals.redis.url=" + environment.getProperty("test.redis.url", Shared.REDIS.url()))
                .applyTo(context);
    }
}
