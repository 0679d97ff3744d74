package io.mutuals.document;

import io.mutuals.cache.Cache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZAddParams;

/**
 * Documents that clients have sent once with their hash, by that hash, in Redis for all replicas. Under {@code
 * mutuals:documents:{persisted}:} there are the {@code texts} by hash, when each was {@code used} (milliseconds since
 * 1970), and their {@code size} together in bytes. While Redis is unavailable there are none, and clients send their
 * documents again. Thread-safe.
 */
@Component
class PersistedDocuments {

    private static final String KEY = "mutuals:documents:{persisted}:";
    private static final String TEXTS = KEY + "texts";
    private static final String USED = KEY + "used";
    private static final String SIZE = KEY + "size";

    /** A document of more than this share of the size is not kept, since it would displace many others. */
    private static final int LEAST_KEPT = 32;

    /**
     * Keeps the text ARGV[2] under the hash ARGV[1], used at ARGV[3]. Forgets what was last used before ARGV[4], and
     * then, while all are larger than ARGV[5], the least recently used. All are gone after ARGV[6] milliseconds without
     * a change. Where Redis has evicted one of the keys, it begins anew.
     */
    private static final String KEEP = """
            local function forget(hash)
              local size = redis.call('HSTRLEN', KEYS[1], hash)
              redis.call('HDEL', KEYS[1], hash)
              redis.call('ZREM', KEYS[2], hash)
              redis.call('DECRBY', KEYS[3], size)
            end
            if redis.call('EXISTS', KEYS[3]) == 0 then
              redis.call('DEL', KEYS[1], KEYS[2])
            end
            if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
              redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
              redis.call('INCRBY', KEYS[3], #ARGV[2])
            end
            redis.call('ZADD', KEYS[2], 'GT', ARGV[3], ARGV[1])
            for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[4], 'LIMIT', 0, 1000)) do
              forget(old)
            end
            while tonumber(redis.call('GET', KEYS[3])) > tonumber(ARGV[5]) do
              local oldest = redis.call('ZRANGE', KEYS[2], 0, 0)
              if #oldest == 0 then
                redis.call('DEL', KEYS[1], KEYS[3])
                break
              end
              forget(oldest[1])
            end
            for _, key in ipairs(KEYS) do
              redis.call('PEXPIRE', key, ARGV[6])
            end
            return 1
            """;

    private final Cache cache;
    private final DocumentProperties properties;
    private final InstantSource clock;

    PersistedDocuments(Cache cache, DocumentProperties properties, InstantSource clock) {
        this.cache = cache;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns the SHA-256 of a text, in hex. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the text with a hash; null if none is known. One round trip. */
    @Nullable
    String find(String hash) {
        double now = clock.millis();
        return cache.<@Nullable String>together("document", null, pipeline -> {
            Response<String> text = pipeline.hget(TEXTS, hash);
            pipeline.zadd(USED, now, hash, ZAddParams.zAddParams().xx().gt());
            return text;
        });
    }

    /** Keeps a text under its hash. One round trip. */
    void keep(String hash, String text) {
        long size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > properties.persistedSize().toBytes() / LEAST_KEPT) {
            return;
        }
        long now = clock.millis();
        long kept = properties.persistedFor().toMillis();
        this.cache.<@Nullable Object>together("persist", null, pipeline -> {
            Response<Object> done = pipeline.eval(
                    KEEP,
                    List.of(TEXTS, USED, SIZE),
                    List.of(
                            hash,
                            text,
                            Long.toString(now),
                            Long.toString(now - kept),
                            Long.toString(properties.persistedSize().toBytes()),
                            Long.toString(kept)));
            return done;
        });
    }
}
