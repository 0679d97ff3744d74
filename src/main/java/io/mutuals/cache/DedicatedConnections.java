package io.mutuals.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisURIHelper;

/** Opens dedicated connections to Redis, for listeners that block longer than the time-out of a pooled call. */
@Component
public class DedicatedConnections {

    private final UnifiedJedis redis;
    private final CacheProperties properties;
    private final JedisClientConfig client;
    private final RandomGenerator random;

    DedicatedConnections(
            UnifiedJedis redis, CacheProperties properties, JedisClientConfig client, RandomGenerator random) {
        this.redis = redis;
        this.properties = properties;
        this.client = client;
        this.random = random;
    }

    /**
     * Opens a connection, in a cluster to a random node. The caller must close it.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if no connection can be established
     */
    public Connection open() {
        Connection connection = new Connection(server(), client);
        connection.connect();
        return connection;
    }

    private HostAndPort server() {
        if (redis instanceof RedisClusterClient cluster) {
            List<String> nodes = new ArrayList<>(cluster.getClusterNodes().keySet());
            if (!nodes.isEmpty()) {
                return HostAndPort.from(nodes.get(random.nextInt(nodes.size())));
            }
        }
        return JedisURIHelper.getHostAndPort(properties.url());
    }
}
