package io.mutuals.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Walks over all keys in Redis, on every node of a cluster, for the rare work that must not miss any. Thread-safe. */
@Component
public class KeyScan {

    private static final int BATCH_SIZE = 500;
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final UnifiedJedis redis;

    KeyScan(UnifiedJedis redis) {
        this.redis = redis;
    }

    /**
     * Passes keys on in batches; a key may come twice, and one that is stored meanwhile may be missed. Each batch is
     * one round trip.
     *
     * @param pattern a pattern of Redis, such as {@code mutuals:*}
     * @throws JedisException if Redis is slow or gone: unlike reads of the cache, this does not go on without it
     */
    public void eachBatch(String pattern, Consumer<Collection<String>> each) {
        ScanIteration keys = redis.scanIteration(BATCH_SIZE, pattern);
        while (!keys.isIterationCompleted()) {
            each.accept(patiently(keys::nextBatchList));
        }
    }

    /**
     * Returns the result of {@code work}, which is tried again if Redis is slow: its time-outs are those of requests,
     * and work in the background can wait.
     *
     * @throws JedisException if Redis is still slow, or gone
     */
    public static <T> T patiently(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (JedisException slow) {
                if (attempt == ATTEMPTS || !pause()) {
                    throw slow;
                }
            }
        }
    }

    /** Returns false if the thread is interrupted. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Returns the client, for the values of the keys that were found.
     *
     * @return the client, whose calls fail with a {@link JedisException} if Redis is slow or gone
     */
    public UnifiedJedis values() {
        return redis;
    }
}
