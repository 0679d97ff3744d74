package io.mutuals.guardian;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import org.springframework.stereotype.Component;

/**
 * Erases the guardian links of a user, on both sides, what the user asked guardians for, and applications by or to the
 * user. Locks of wards who lose their last guardian do not count any more, and go when they get another.
 */
@Component
class ErasedGuardianships implements ErasureStep {

    /** Locks the ends of each link, smaller id first, as all changes of links do. */
    private static final Statement LINKS = new Statement("erasure.guardianLinks", """
            MATCH (:User {id: $user})-[:GUARDS|GUARDED]-(other:User)
            WITH DISTINCT other
            ORDER BY other.id
            LIMIT $most
            WITH collect(other.id) AS others
            CALL (others) {
              UNWIND others + [$user] AS id
              WITH DISTINCT id
              ORDER BY id
              MATCH (user:User {id: id})
              SET user.locked = true
              RETURN count(*) AS locked
            }
            UNWIND others AS id
            MATCH (:User {id: $user})-[tie:GUARDS|GUARDED]-(:User {id: id})
            DELETE tie
            RETURN DISTINCT id AS other
            """);

    private static final Statement ASKED = new Statement("erasure.askedOfGuardians", """
            MATCH (:User {id: $user})--(asked:GuardianInvitation|SettingsRequest|AccountApplication)
            WITH asked
            LIMIT $most
            DETACH DELETE asked
            RETURN 1 AS erased
            """);

    private static final Statement APPLICATIONS = new Statement("erasure.applications", """
            MATCH (:User {id: $user})<-[:SIGNS_IN_AS]-(:Identity)-[:APPLIES]->(application:AccountApplication)
            WITH application
            LIMIT $most
            DETACH DELETE application
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedGuardianships(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(LINKS, user) || batches.run(ASKED, user) || batches.run(APPLICATIONS, user);
    }
}
