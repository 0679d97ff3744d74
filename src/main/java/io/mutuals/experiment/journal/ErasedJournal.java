package io.mutuals.experiment.journal;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import org.springframework.stereotype.Component;

/**
 * Puts the pseudonym in the place of a user in the journal of experiments. So results stay as they are: a participant
 * is still one, with the same exposures and outcomes. Which pseudonym is whose is not stored after the erasure.
 */
@Component
class ErasedJournal implements ErasureStep {

    private static final Statement EXPOSURES = new Statement("erasure.exposures", """
            MATCH (row:Exposure {viewer: $user})
            WITH row
            LIMIT $most
            SET row.viewer = $pseudonym,
              row.unit = CASE row.unit WHEN toString($user) THEN toString($pseudonym) ELSE row.unit END,
              row.key = row.experiment + ':' + row.variant + ':' + $pseudonym + ':' + row.day
            RETURN 1 AS erased
            """);

    private static final Statement OUTCOMES_AS_VIEWER = outcomes("erasure.outcomesAsViewer", "viewer");

    private static final Statement OUTCOMES_AS_CANDIDATE = outcomes("erasure.outcomesAsCandidate", "candidate");

    private static final Statement EXPLORATIONS_AS_VIEWER = new Statement("erasure.explorations", """
            MATCH (row:Exploration {viewer: $user})
            WITH row
            LIMIT $most
            SET row.viewer = $pseudonym
            RETURN 1 AS erased
            """);

    /** Touches all explored pages. */
    private static final Statement EXPLORATIONS_AS_CANDIDATE = new Statement("erasure.exploredCandidates", """
            MATCH (row:Exploration)
            WHERE $user IN row.candidates
            WITH row
            LIMIT $most
            SET row.candidates = [one IN row.candidates | CASE one WHEN $user THEN $pseudonym ELSE one END]
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedJournal(ErasureBatches batches) {
        this.batches = batches;
    }

    /** An outcome that is not an impression has no snapshot in its key. */
    private static Statement outcomes(String name, String role) {
        return new Statement(name, """
                MATCH (row:Outcome {%1$s: $user})
                WITH row
                LIMIT $most
                SET row.%1$s = $pseudonym
                SET row.key = row.experiment + ':' + row.viewer + ':' + row.candidate + ':' + row.kind
                  + CASE row.kind WHEN 'IMPRESSIONS' THEN ':' + row.snapshot ELSE '' END
                RETURN 1 AS erased
                """.formatted(role));
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(EXPOSURES, user)
                || batches.run(OUTCOMES_AS_VIEWER, user)
                || batches.run(OUTCOMES_AS_CANDIDATE, user)
                || batches.run(EXPLORATIONS_AS_VIEWER, user)
                || batches.run(EXPLORATIONS_AS_CANDIDATE, user);
    }
}
