package io.mutuals.contact;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import org.springframework.stereotype.Component;

/** Erases the matches of a user's address book, their own hashed addresses, and that others have them in theirs. */
@Component
class ErasedContacts implements ErasureStep {

    private static final Statement KNOWN = new Statement("erasure.contacts", """
            MATCH (:User {id: $user})-[knows:KNOWS]-(other:User)
            WITH knows, other
            LIMIT $most
            DELETE knows
            RETURN other.id AS other
            """);

    private static final Statement ADDRESSES = new Statement("erasure.addresses", """
            MATCH (:User {id: $user})-[address:REACHABLE_AT]->(hash:ContactHash)
            WITH address, hash
            LIMIT $most
            DELETE address
            WITH hash
            CALL (hash) {
              WITH hash
              WHERE NOT EXISTS { (hash)<-[:REACHABLE_AT]-() }
              DELETE hash
            }
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedContacts(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(
                        KNOWN,
                        user,
                        rows -> rows.stream()
                                .map(row -> ContactsInMemory.of(row.get("other").asLong()))
                                .toList())
                || batches.run(ADDRESSES, user);
    }
}
