package io.mutuals.presence;

import io.mutuals.cache.KeyScan;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureStep;
import org.springframework.stereotype.Component;

/** Erases when a user was online from Redis. */
@Component
class ErasedPresence implements ErasureStep {

    private final KeyScan keys;

    ErasedPresence(KeyScan keys) {
        this.keys = keys;
    }

    @Override
    public Phase phase() {
        return Phase.CACHE;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        long number = user.user().value();
        keys.values().unlink(PresenceStore.key(number));
        keys.values().unlink(PresenceStore.at(number));
        return false;
    }
}
