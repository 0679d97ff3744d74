package io.mutuals.cache;

import java.time.Duration;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * Sees to it that of all replicas one does what only one need do: {@code mutuals:turn:<what>}, a string that is there while a replica has
 * the turn. While Redis is away everybody does it, which must do no harm.
 */
@Component
public class Turns {

    private final Cache cache;

    Turns(Cache cache) {
        this.cache = cache;
    }

    /**
     * Whether this replica is the one to do {@code what} now; no other is before nine tenths of {@code every} have passed.
     *
     * @param what begins with the name of the feature, such as {@code experiments:guard}
     */
    public boolean isMine(String what, Duration every) {
        return cache.together("turn", true, pipeline -> {
            Response<String> answer = pipeline.set(
                    "mutuals:turn:" + what, "taken", SetParams.setParams().nx().px(every.toMillis() * 9 / 10));
            return () -> answer.get() != null;
        });
    }
}
