package io.mutuals.cache;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Redis is and how long to wait for it.
 *
 * @param url {@code redis://} or {@code rediss://}, with the port and, if need be, the database
 * @param cluster whether {@code url} names a node of a Redis Cluster
 * @param username for servers with access control lists
 * @param password kept out of the URL so that it never shows in a log
 * @param timeout the most that a call may take, connecting included; beyond it the answer comes without the cache
 * @param maxConnections connections per replica; callers beyond them wait no longer than {@code timeout}
 * @param pause how long a failing Redis is left alone before it is tried again
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
