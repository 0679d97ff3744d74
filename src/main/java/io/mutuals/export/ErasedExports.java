package io.mutuals.export;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import org.springframework.stereotype.Component;

/** Erases the exports of a user, the chunks before what finds them. */
@Component
class ErasedExports implements ErasureStep {

    /** Takes the job from the replica that is writing it, so that no further chunk is stored. */
    private static final Statement STOP = new Statement("erasure.stopExports", """
            MATCH (:User {id: $user})-[:EXPORTS]->(export:DataExport)
            WHERE export.state IN ['QUEUED', 'RUNNING']
            WITH export
            LIMIT $most
            SET export.state = 'FAILED', export.expiresAt = $now
            RETURN 1 AS erased
            """);

    private static final Statement CHUNKS = new Statement("erasure.exportChunks", """
            MATCH (:User {id: $user})-[:EXPORTS]->(export:DataExport)
            MATCH (chunk:ExportChunk {export: export.id})
            WITH chunk
            LIMIT 100
            DELETE chunk
            RETURN 1 AS erased
            """);

    private static final Statement EXPORTS = new Statement("erasure.exports", """
            MATCH (:User {id: $user})-[:EXPORTS]->(export:DataExport)
            WITH export
            LIMIT $most
            DETACH DELETE export
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedExports(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(STOP, user) || batches.run(CHUNKS, user) || batches.run(EXPORTS, user);
    }
}
