package io.mutuals.experiment.cluster;

import io.mutuals.api.Ids;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Graph.ConstraintViolation;
import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Stores the cluster maps of experiments in chunks, each written in a transaction of its own.
 *
 * <p>A map exists once its head does, which is written last. If several replicas store a map of the same experiment at
 * the same time, the first to finish wins and all use its map. Chunks without a head, left by a killed replica, are
 * deleted the next time a map of the experiment is stored or deleted.
 */
@Repository
public class ClusterMapRepository {

    /** Makes a chunk of 600 kB. */
    private static final int CHUNK_SIZE = 50_000;

    /** Touches one chunk. */
    public static final Statement WRITE_CHUNK = new Statement("clusters.writeChunk", """
            MERGE (chunk:ClusterChunk {map: $map, part: $part})
            SET chunk.experiment = $experiment, chunk.ids = $ids, chunk.places = $places
            """);

    /** Touches the index entries of the chunks and one head. */
    public static final Statement WRITE_HEAD = new Statement("clusters.writeHead", """
            OPTIONAL MATCH (chunk:ClusterChunk {map: $map})
            WHERE chunk.part >= 0
            WITH count(chunk) AS there
            WHERE there = $parts
            CREATE (head:ClusterMap {
              experiment: $experiment, map: $map, parts: $parts, people: $people, clusters: $clusters,
                algorithm: $algorithm,
              createdAt: $now
            })
            RETURN head.map AS map
            """);

    /** Touches one head. */
    public static final Statement HEAD = new Statement("clusters.head", """
            MATCH (head:ClusterMap {experiment: $experiment})
            RETURN head.map AS map, head.parts AS parts, head.people AS people, head.clusters AS clusters
            """);

    /** Touches one chunk. */
    public static final Statement CHUNK = new Statement("clusters.chunk", """
            MATCH (chunk:ClusterChunk {map: $map, part: $part})
            RETURN chunk.ids AS ids, chunk.places AS places
            """);

    /** Touches the chunks of the experiment. */
    public static final Statement SWEEP = new Statement("clusters.sweep", """
            MATCH (chunk:ClusterChunk {experiment: $experiment})
            WHERE NOT EXISTS { MATCH (:ClusterMap {experiment: $experiment, map: chunk.map}) }
            DELETE chunk
            """);

    /** Touches one head. */
    static final Statement DELETE_HEAD = new Statement("clusters.deleteHead", """
            MATCH (head:ClusterMap {experiment: $experiment})
            DELETE head
            """);

    private final Graph graph;
    private final Ids ids;

    ClusterMapRepository(Graph graph, Ids ids) {
        this.graph = graph;
        this.ids = ids;
    }

    /**
     * Stores the map of an experiment unless it has one.
     *
     * @param algorithm name of the clustering algorithm, such as {@code communities}
     * @return whether this map is the experiment's from now on
     */
    boolean save(long experiment, String algorithm, ClusterMap map) {
        long number = ids.next();
        int parts = (map.people() + CHUNK_SIZE - 1) / CHUNK_SIZE;
        for (int part = 0; part < parts; part++) {
            int from = part * CHUNK_SIZE;
            ClusterChunk chunk = map.chunk(from, Math.min(map.people(), from + CHUNK_SIZE));
            write(
                    WRITE_CHUNK,
                    Map.of(
                            "experiment", experiment,
                            "map", number,
                            "part", part,
                            "ids", chunk.ids(),
                            "places", chunk.memberships()));
        }
        boolean isFirst = writeHead(Map.of(
                "experiment", experiment,
                "map", number,
                "parts", parts,
                "people", map.people(),
                "clusters", map.clusters(),
                "algorithm", algorithm));
        write(SWEEP, Map.of("experiment", experiment));
        return isFirst;
    }

    /** Returns false if another map came first, or its clean-up deleted these chunks. */
    private boolean writeHead(Map<String, Object> head) {
        try {
            return !write(WRITE_HEAD, head).isEmpty();
        } catch (ConstraintViolation another) {
            return false;
        }
    }

    /** Returns whether an experiment has a map. Touches one head. */
    boolean exists(long experiment) {
        return !graph.read(HEAD, Map.of("experiment", experiment)).isEmpty();
    }

    /** Returns whether an experiment has a map, as seen by this transaction. Touches one head. */
    boolean exists(Graph.Transaction transaction, long experiment) {
        return !transaction.run(HEAD, Map.of("experiment", experiment)).isEmpty();
    }

    /** The map of an experiment if it is complete. One statement, and one per {@value #CHUNK_SIZE} users. */
    Optional<ClusterMap> find(long experiment) {
        return graph.read(HEAD, Map.of("experiment", experiment)).stream()
                .findFirst()
                .map(this::read);
    }

    /** Deletes the map of an experiment, if it has one. */
    void delete(Graph.Transaction transaction, long experiment) {
        transaction.run(DELETE_HEAD, Map.of("experiment", experiment));
        transaction.run(SWEEP, Map.of("experiment", experiment));
    }

    private ClusterMap read(Record head) {
        ClusterMap.Builder map = new ClusterMap.Builder(
                head.get("people").asInt(), head.get("clusters").asInt());
        for (int part = 0; part < head.get("parts").asInt(); part++) {
            Record row = graph.read(CHUNK, Map.of("map", head.get("map").asLong(), "part", part)).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("A chunk of a cluster map is missing"));
            map.add(new ClusterChunk(
                    row.get("ids").asByteArray(), row.get("places").asByteArray()));
        }
        return map.build();
    }

    private List<Record> write(Statement statement, Map<String, Object> parameters) {
        return graph.write(statement.name(), transaction -> transaction.run(statement, parameters));
    }
}
