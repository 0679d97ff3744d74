package io.mutuals.limit;

import io.mutuals.cache.KeyScan;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureStep;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Erases the token buckets of a user from Redis. */
@Component
class ErasedLimits implements ErasureStep {

    private final KeyScan keys;

    ErasedLimits(KeyScan keys) {
        this.keys = keys;
    }

    @Override
    public Phase phase() {
        return Phase.CACHE;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        long number = user.user().value();
        keys.values().unlink(Throttle.bucket(number));
        Arrays.stream(ActionLimit.values()).forEach(limit -> keys.values().unlink(ActionLimits.bucket(limit, number)));
        return false;
    }
}
