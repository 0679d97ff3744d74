package io.mutuals.suggestion.feedback;

import io.mutuals.api.UserId;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import org.springframework.stereotype.Component;

/** Erases who was suggested to a user, and to whom the user was: what was seen, and what was dismissed. */
@Component
class ErasedFeedback implements ErasureStep {

    private static final Statement ERASE = new Statement("erasure.feedback", """
            MATCH (:User {id: $user})-[trace:SAW|DISMISSED]-(other:User)
            WITH trace, other
            LIMIT $most
            DELETE trace
            RETURN other.id AS other
            """);

    private final ErasureBatches batches;

    ErasedFeedback(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(
                ERASE,
                user,
                rows -> rows.stream()
                        .map(row -> DismissalsInMemory.of(
                                new UserId(row.get("other").asLong())))
                        .toList());
    }
}
