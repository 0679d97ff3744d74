package io.mutuals.experiment.cluster;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * Erases a user from the cluster maps of experiments. The clusters that the journal names stay what they are. Reads
 * every chunk, because they are stored packed.
 */
@Component
class ErasedMemberships implements ErasureStep {

    private static final Statement CHUNKS = new Statement("erasure.clusterChunks", """
            MATCH (chunk:ClusterChunk)
            RETURN chunk.map AS map, chunk.part AS part
            ORDER BY map, part
            """);

    private static final Statement REWRITE = new Statement("erasure.rewriteClusterChunk", """
            MATCH (chunk:ClusterChunk {map: $map, part: $part})
            SET chunk.ids = $ids, chunk.places = $places
            WITH chunk
            MATCH (head:ClusterMap {map: chunk.map})
            SET head.people = head.people - 1
            """);

    private static final Statement LOCK = new Statement("erasure.lockClusterChunk", """
            MATCH (chunk:ClusterChunk {map: $map, part: $part})
            SET chunk.locked = true
            RETURN chunk.ids AS ids, chunk.places AS places
            """);

    private final Graph graph;

    ErasedMemberships(Graph graph) {
        this.graph = graph;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        for (Record chunk : graph.read(CHUNKS, Map.of())) {
            Map<String, Object> key = Map.of(
                    "map", chunk.get("map").asLong(), "part", chunk.get("part").asInt());
            List<Record> stored = graph.read(ClusterMapRepository.CHUNK, key);
            if (stored.isEmpty() || indexOf(user, stored.getFirst()) < 0) {
                continue;
            }
            graph.write(REWRITE.name(), transaction -> {
                List<Record> locked = transaction.run(LOCK, key);
                int index = locked.isEmpty() ? -1 : indexOf(user, locked.getFirst());
                if (index >= 0) {
                    transaction.run(
                            REWRITE,
                            Map.of(
                                    "map", chunk.get("map").asLong(),
                                    "part", chunk.get("part").asInt(),
                                    "ids", without(locked.getFirst().get("ids").asByteArray(), index, Long.BYTES),
                                    "places",
                                            without(
                                                    locked.getFirst()
                                                            .get("places")
                                                            .asByteArray(),
                                                    index,
                                                    Integer.BYTES)));
                }
                return true;
            });
        }
        return false;
    }

    private static int indexOf(ErasedUser user, Record chunk) {
        ByteBuffer ids = ByteBuffer.wrap(chunk.get("ids").asByteArray());
        for (int index = 0; ids.hasRemaining(); index++) {
            if (ids.getLong() == user.user().value()) {
                return index;
            }
        }
        return -1;
    }

    private static byte[] without(byte[] packed, int index, int size) {
        byte[] rest = new byte[packed.length - size];
        System.arraycopy(packed, 0, rest, 0, index * size);
        System.arraycopy(packed, (index + 1) * size, rest, index * size, rest.length - index * size);
        return rest;
    }
}
