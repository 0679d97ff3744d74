package io.mutuals.platform;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import org.springframework.stereotype.Component;

/**
 * Takes the platform's keys away from a user who is erased, first of all, so that no later row is about them. The key
 * itself stays with the time of its last change: as one that the user has deleted, so that no row brings them back, or
 * as any key that the platform has removed.
 */
@Component
class ErasedKeys implements ErasureStep {

    private static final Statement ERASE = new Statement("erasure.keys", """
            MATCH (user:User {id: $user})<-[names:NAMES]-(known:PlatformKey)
            SET known.locked = true
            WITH user, names, known
            LIMIT $most
            SET known.isDeleted = CASE WHEN user.removedByPlatform THEN null ELSE true END
            REMOVE known.fingerprint
            DELETE names
            RETURN known.key AS key
            """);

    private final ErasureBatches batches;

    ErasedKeys(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(ERASE, user);
    }

    @Override
    public Phase phase() {
        return Phase.NAMES;
    }
}
