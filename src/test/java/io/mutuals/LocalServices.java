package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.dbms.api.Neo4jDatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import redis.embedded.RedisServer;

/**
 * A real Neo4j Community in this process and a real redis-server beside it, each on a free port of the loopback
 * address.
 */
public final class LocalServices {

    private static final int PORTS_TRIED = 5;
    private static final SocketAddress ANY_PORT = new SocketAddress("localhost", 0);
    private static final long SMALL_PAGE_CACHE = 128L * 1024 * 1024;

    /** The settings without defaults, with values for the local run and the tests only. */
    public static final Map<String, Object> SECRETS = Map.of(
            "mutuals.live.cursor-secret", "cursors of the local run alone",
            "mutuals.suggestion.feedback.token-secret", "impressions of the local run alone",
            "mutuals.contact.salt", "the local run");

    private LocalServices() {}

    /**
     * Starts Neo4j on the store in {@code home}, which is created if missing.
     *
     * @throws IllegalStateException if another run uses the store
     */
    public static Neo4j startNeo4j(Path home) {
        return startNeo4j(home, SMALL_PAGE_CACHE);
    }

    /**
     * Like {@link #startNeo4j(Path)}, with a page cache for a large store.
     *
     * @param pageCache size of the page cache in bytes
     */
    public static Neo4j startNeo4j(Path home, long pageCache) {
        return start(new DatabaseManagementServiceBuilder(folder(home)), pageCache);
    }

    /**
     * Starts Neo4j over a new store in {@code home}, which it does not keep from a failure of the machine.
     *
     * <p>A plan serves lists of all sizes; for each order of magnitude Neo4j would plan a statement anew, which takes
     * longer than to run it.
     *
     * @param replan how old a plan must be before it is made anew because the graph has become another
     */
    static Neo4j startUnsyncedNeo4j(Path home, Duration replan) {
        return start(
                new UnsyncedNeo4j(folder(home))
                        .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, replan)
                        .setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
                        .setConfig(
                                GraphDatabaseInternalSettings.cypher_expression_engine,
                                GraphDatabaseInternalSettings.CypherExpressionEngine.INTERPRETED),
                SMALL_PAGE_CACHE);
    }

    private static Path folder(Path home) {
        try {
            return Files.createDirectories(home);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Neo4j start(Neo4jDatabaseManagementServiceBuilder builder, long pageCache) {
        DatabaseManagementService service = builder.setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, ANY_PORT)
                .setConfig(BoltConnector.advertised_address, ANY_PORT)
                .setConfig(HttpConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, false)
                .setConfig(GraphDatabaseSettings.pagecache_memory, pageCache)
                .setConfig(GraphDatabaseSettings.shutdown_transaction_end_timeout, Duration.ofSeconds(2))
                .build();
        GraphDatabaseService database = service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
        int port = ((GraphDatabaseAPI) database)
                .getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT)
                .getPort();
        return new Neo4j(service, "bolt://localhost:" + port);
    }

    /** Starts a redis-server without persistence. */
    public static Redis startRedis() {
        UncheckedIOException failure = new UncheckedIOException(new IOException("No port was tried"));
        for (int attempt = 0; attempt < PORTS_TRIED; attempt++) {
            try {
                return startRedis(freePort());
            } catch (UncheckedIOException failed) {
                failure = failed;
            }
        }
        throw failure;
    }

    /** Fails if another process takes the port before redis-server does. */
    private static Redis startRedis(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            server.start();
            return new Redis(server, "redis://localhost:" + port);
        } catch (IOException failed) {
            throw new UncheckedIOException("redis-server did not start", failed);
        }
    }

    /** Returns a port of the loopback address that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("There is no free port", none);
        }
    }

    /** A running Neo4j. */
    public record Neo4j(DatabaseManagementService service, String uri) implements AutoCloseable {
        @Override
        public void close() {
            service.shutdown();
        }
    }

    /** A running redis-server. */
    public record Redis(RedisServer server, String url) implements AutoCloseable {
        @Override
        public void close() {
            try {
                server.stop();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
