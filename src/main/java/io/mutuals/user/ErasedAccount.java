package io.mutuals.user;

import io.mutuals.changelog.Fact;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Erases the user itself, last of all: profile, settings, and the identities that sign in. From then on the identity
 * may join again, as a new user, and the handle is free.
 */
@Component
class ErasedAccount implements ErasureStep {

    /** The kind of the facts in the change log about users who are gone for ever. */
    static final String ERASED = "erased";

    private static final Statement ERASE = new Statement("erasure.account", """
            MATCH (user:User {id: $user})
            SET user.locked = true
            WITH user
            OPTIONAL MATCH (identity:Identity)-[:SIGNS_IN_AS]->(user)
            DETACH DELETE identity
            WITH DISTINCT user
            DETACH DELETE user
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedAccount(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        long number = user.user().value();
        return batches.run(
                ERASE,
                user,
                rows -> rows.isEmpty()
                        ? List.of()
                        : List.of(UsersInMemory.user(number), UsersInMemory.absent(number), new Fact(ERASED, number)));
    }

    @Override
    public Phase phase() {
        return Phase.USER;
    }
}
