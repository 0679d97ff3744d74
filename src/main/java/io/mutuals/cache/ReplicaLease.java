package io.mutuals.cache;

import java.time.Duration;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * Lease held by at most one replica at a time, for work that only one replica needs to do. Stored under {@code
 * mutuals:turn:<what>} as a string that expires with the lease. While Redis is unavailable every replica gets the
 * lease, so the work must be safe to do several times.
 */
@Component
public class ReplicaLease {

    private final Cache cache;

    ReplicaLease(Cache cache) {
        this.cache = cache;
    }

    /**
     * Acquires the lease for this replica. No other replica gets it before nine tenths of {@code every} have passed.
     *
     * @param what name of the work, starting with the name of the feature, such as {@code experiments:guard}
     * @param every interval at which the work is to be done
     * @return true if this replica got the lease, or if Redis is unavailable
     */
    public boolean tryAcquire(String what, Duration every) {
        return cache.together("turn", true, pipeline -> {
            Response<String> answer = pipeline.set(
                    "mutuals:turn:" + what, "taken", SetParams.setParams().nx().px(every.toMillis() * 9 / 10));
            return () -> answer.get() != null;
        });
    }
}
