package io.mutuals.cache;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Connection to Redis.
 *
 * @param url {@code redis://} or {@code rediss://} URL with the port and optionally the database
 * @param cluster true if {@code url} is a node of a Redis Cluster
 * @param username user name, for servers with access control lists
 * @param password password; not part of the URL so that it never appears in a log
 * @param timeout maximum duration of a call, including connecting; slower calls are treated as cache misses
 * @param maxConnections maximum number of connections per replica; further callers wait for at most {@code timeout}
 * @param pause time that calls are suspended after repeated failures
 */
@Validated
@ConfigurationProperties("mutuals.redis")
public record CacheProperties(
        @DefaultValue("redis://localhost:6379") URI url,
        @DefaultValue("false") boolean cluster,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("250ms") Duration timeout,
        @DefaultValue("32") int maxConnections,
        @DefaultValue("2s") Duration pause) {}
