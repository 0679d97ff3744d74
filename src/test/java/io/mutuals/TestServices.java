package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The Neo4j and the Redis that all tests of a run share; started when the first test needs them, gone with the process.
 *
 * <p>A test that wants to come between the server and the two sets {@code test.taps=true} and turns the {@link Taps}; one that wants
 * no Redis at all names another address in {@code test.redis.url}.
 */
public final class TestServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /**
     * On a busy machine a cold Neo4j may plan longer than production lets it. {@link World} writes to Neo4j without telling anybody, so
     * the friend graph is in memory only in tests that are about it. And contexts of earlier tests live on beside the one under test:
     * nothing happens in them by itself that tests could see.
     */
    private static final Map<String, Object> PATIENCE = Map.of(
            "mutuals.graph.statement-timeout", "30s",
            "mutuals.graph.acquisition-timeout", "30s",
            "mutuals.graph.connect-timeout", "30s",
            "mutuals.api.deadline", "60s",
            "spring.mvc.async.request-timeout", "90s",
            "mutuals.suggestion.patience", "10s",
            "mutuals.suggestion.graph.enabled", "false",
            "mutuals.suggestion.warm-every", "1h");

    /**
     * Every test empties the graph and fills it anew; Neo4j would take that for a reason to plan all statements again, which takes longer
     * than to run them.
     */
    private static final Duration PLANS_LAST = Duration.ofHours(1);

    /** The shared services. */
    public static final class Shared {
        public static final LocalServices.Neo4j NEO4J = LocalServices.startNeo4j(freshFolder(), PLANS_LAST);
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

    /** Taps in front of the shared services. */
    public static final class Taps {
        public static final Tap NEO4J = new Tap(Shared.NEO4J.uri());
        public static final Tap REDIS = new Tap(Shared.REDIS.url());

        private Taps() {}
    }

    /** The settings of a server in another process, on the shared services. */
    public static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(PATIENCE);
        settings.put("spring.neo4j.uri", Shared.NEO4J.uri());
        settings.put("mutuals.redis.url", Shared.REDIS.url());
        return settings;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("patience", PATIENCE));
        boolean taps = environment.getProperty("test.taps", Boolean.class, false);
        String neo4j = taps ? Taps.NEO4J.uri() : Shared.NEO4J.uri();
        String redis = taps ? Taps.REDIS.uri() : Shared.REDIS.url();
        TestPropertyValues.of(
                        "spring.neo4j.uri=" + neo4j,
                        "mutuals.redis.url=" + environment.getProperty("test.redis.url", redis))
                .applyTo(context);
    }
}
