package io.mutuals.guardian;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.UsersInMemory;
import org.springframework.stereotype.Component;

/** Erases who guards a user and whom the user guards, now or formerly, and what was asked of either. */
@Component
class ErasedGuardians implements ErasureStep {

    private static final Statement TIES = new Statement("erasure.guardians", """
            MATCH (:User {id: $user})-[tie:GUARDS|GUARDED]-(other:User)
            WITH tie, other
            LIMIT $most
            DELETE tie
            RETURN other.id AS other
            """);

    private static final Statement PAPERS = new Statement("erasure.guardianPapers", """
            MATCH (:User {id: $user})-[:INVITES_WARD|ASKS_FOR|ASKS_CONSENT_OF]-(paper)
            WITH paper
            LIMIT $most
            DETACH DELETE paper
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedGuardians(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(TIES, user, rows -> rows.stream()
                        .map(row -> UsersInMemory.user(row.get("other").asLong()))
                        .toList())
                || batches.run(PAPERS, user);
    }
}
