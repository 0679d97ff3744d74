package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * A sequence of tests against the server that run one after another. The two lanes run in parallel, each with its own
 * Neo4j and Redis, so that one works while the other waits. The services of a lane start with the first test that needs
 * them and end with the process. Thread-safe.
 */
@SuppressWarnings("ImmutableEnumChecker") // each value is set once, when it is first asked for
public enum Lane {
    /** The lane of tests without {@link InSecondLane}. */
    FIRST,

    SECOND;

    /**
     * Every test refills the graph, after which Neo4j would replan all statements; planning takes longer than running
     * them.
     */
    private static final Duration PLANS_LAST = Duration.ofHours(1);

    private final Supplier<LocalServices.Neo4j> neo4j = SingletonSupplier.of(Lane::startNeo4j);
    private final Supplier<LocalServices.Redis> redis = SingletonSupplier.of(Lane::startRedis);
    private final Supplier<FaultProxy> neo4jProxy = SingletonSupplier.of(() -> new FaultProxy(neo4j().uri()));
    private final Supplier<FaultProxy> redisProxy = SingletonSupplier.of(() -> new FaultProxy(redis().url()));

    /** Returns the lane of a test class. */
    static Lane of(Class<?> test) {
        return AnnotatedElementUtils.hasAnnotation(test, InSecondLane.class) ? SECOND : FIRST;
    }

    public LocalServices.Neo4j neo4j() {
        return neo4j.get();
    }

    public LocalServices.Redis redis() {
        return redis.get();
    }

    /** Returns the proxy in front of {@link #neo4j()}, used by servers with {@code test.proxies=true}. */
    public FaultProxy neo4jProxy() {
        return neo4jProxy.get();
    }

    /** Returns the proxy in front of {@link #redis()}, used by servers with {@code test.proxies=true}. */
    public FaultProxy redisProxy() {
        return redisProxy.get();
    }

    private static LocalServices.Neo4j startNeo4j() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            LocalServices.Neo4j started =
                    LocalServices.startUnsyncedNeo4j(Files.createTempDirectory(target, "neo4j-test-"), PLANS_LAST);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static LocalServices.Redis startRedis() {
        LocalServices.Redis started = LocalServices.startRedis();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        return started;
    }
}
