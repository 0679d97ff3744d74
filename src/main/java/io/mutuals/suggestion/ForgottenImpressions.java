package io.mutuals.suggestion;

import io.mutuals.cache.Cache;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * Forgets who was shown whom when it lies too far back, a few pairs at a time. One replica does it for all; two that do it at once are in
 * nobody's way.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><th>key</th><th>type</th><th>expires after</th></tr>
 *   <tr><td>{@code mutuals:suggestions:forgetting}</td><td>string; there when a replica has begun to forget</td><td>{@code forgetEvery}</td></tr>
 * </table>
 */
@Component
class ForgottenImpressions extends BackgroundLoop {

    /** So many pairs are locked for a few hundredths of a second at most. */
    static final int TOGETHER = 200;

    private static final String FORGETTING = "mutuals:suggestions:forgetting";

    private final ImpressionRepository repository;
    private final Cache cache;
    private final FeedbackProperties properties;

    ForgottenImpressions(ImpressionRepository repository, Cache cache, FeedbackProperties properties) {
        super("suggestions-forget", "Old impressions were not forgotten; it is tried again");
        this.repository = repository;
        this.cache = cache;
        this.properties = properties;
    }

    /** Forgets all that is old, unless another replica has seen to it of late or Redis is away; returns whether this one did. */
    boolean forget() {
        if (!isMine()) {
            return false;
        }
        int found = TOGETHER;
        while (found == TOGETHER && !Thread.currentThread().isInterrupted()) {
            found = repository.forget(TOGETHER);
        }
        return true;
    }

    private boolean isMine() {
        SetParams unlessThere =
                SetParams.setParams().nx().px(properties.forgetEvery().toMillis());
        return cache.together("forget", false, pipeline -> {
            Response<String> mine = pipeline.set(FORGETTING, "1", unlessThere);
            return () -> mine.get() != null;
        });
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.forgetEvery());
        forget();
    }
}
