package io.mutuals;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Connects a server under test to the Neo4j and the Redis of its {@link Lane}, which all tests of the lane share.
 *
 * <p>A test that injects faults sets {@code test.proxies=true} and controls the proxies of its lane; a test without
 * Redis names another address in {@code test.redis.url}.
 */
public final class TestServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /**
     * Timeouts are long, because on a busy machine a cold Neo4j plans for longer than production allows. {@link World}
     * writes to Neo4j without the server's knowledge, so the friend graph is in memory only in tests about it, where
     * everything is read again soon after a gap in the change log, as emptying the graph leaves one. Polling is slow,
     * so that tests depend on hints. Users and friend lists are in memory only where a test names it. Tests send more
     * messages than users may, and run exports themselves.
     */
    private static final Map<String, Object> PATIENCE = Map.ofEntries(
            Map.entry("mutuals.graph.statement-timeout", "30s"),
            Map.entry("mutuals.graph.acquisition-timeout", "30s"),
            Map.entry("mutuals.graph.connect-timeout", "30s"),
            Map.entry("mutuals.api.deadline", "60s"),
            Map.entry("mutuals.api.drain", "0s"),
            Map.entry("spring.mvc.async.request-timeout", "90s"),
            Map.entry("mutuals.suggestion.patience", "6s"),
            Map.entry("mutuals.suggestion.graph.enabled", "false"),
            Map.entry("mutuals.suggestion.graph.reload", "1s"),
            Map.entry("mutuals.memory.enabled", "false"),
            Map.entry("mutuals.suggestion.warm-every", "1h"),
            Map.entry("mutuals.experiment.fresh", "1m"),
            Map.entry("mutuals.experiment.guard-every", "1h"),
            Map.entry("mutuals.token.age-claim", "age"),
            Map.entry("mutuals.presence.look", "20s"),
            Map.entry("mutuals.export.every", "1h"),
            Map.entry("mutuals.action-limit.send-message", "100000 per 1m"));

    /** Returns the settings of another server on the services of the first lane. */
    public static Map<String, Object> settings() {
        return settings(Lane.FIRST);
    }

    /** Returns the settings of another server on the services of a lane. */
    public static Map<String, Object> settings(Lane lane) {
        Map<String, Object> settings = new HashMap<>(PATIENCE);
        settings.putAll(LocalServices.SECRETS);
        settings.put("spring.neo4j.uri", lane.neo4j().uri());
        settings.put("mutuals.redis.url", lane.redis().url());
        return settings;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("patience", PATIENCE));
        environment.getPropertySources().addLast(new MapPropertySource("secrets", LocalServices.SECRETS));
        Lane lane = environment.getProperty("test.lane", Lane.class, Lane.FIRST);
        boolean proxies = environment.getProperty("test.proxies", Boolean.class, false);
        String neo4j = proxies ? lane.neo4jProxy().uri() : lane.neo4j().uri();
        String redis = proxies ? lane.redisProxy().uri() : lane.redis().url();
        TestPropertyValues.of(
                        "spring.neo4j.uri=" + neo4j,
                        "mutuals.redis.url=" + environment.getProperty("test.redis.url", redis))
                .applyTo(context);
    }
}
