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
 * Keeps the cluster map of each experiment, in chunks, each of which is written in a transaction of its own.
 *
 * <p>A map is there once its head is, and that is written last. Of several replicas that store a map of one experiment at the same time
 * the first to end wins, and all use that one. Chunks without a head, of a replica that was killed, go when a map of that experiment
 * is stored or deleted.
 */
@Repository
public class ClusterMapRepository {

    /** 600 kB. */
    private static final int PEOPLE_A_CHUNK = 50_000;

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
              experiment: $experiment, map: $map, parts: $parts, people: $people, clusters: $clusters, algorithm: $algorithm,
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
     * Stores the map of an experiment, unless it has one.
     *
     * @param algorithm what made the clusters, such as {@code communities}
     * @return whether this is the map of the experiment from now on
     */
    boolean keep(long experiment, String algorithm, ClusterMap map) {
        long number = ids.next();
        int parts = (map.people() + PEOPLE_A_CHUNK - 1) / PEOPLE_A_CHUNK;
        for (int part = 0; part < parts; part++) {
            int from = part * PEOPLE_A_CHUNK;
            ClusterChunk chunk = map.chunk(from, Math.min(map.people(), from + PEOPLE_A_CHUNK));
            write(
                    WRITE_CHUNK,
                    Map.of(
                            "experiment", experiment,
                            "map", number,
                            "part", part,
                            "ids", chunk.ids(),
                            "places", chunk.places()));
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

    /** Whether there was none yet, and nobody has swept the chunks away meanwhile. */
    private boolean writeHead(Map<String, Object> head) {
        try {
            return !write(WRITE_HEAD, head).isEmpty();
        } catch (ConstraintViolation another) {
            return false;
        }
    }

    /** Whether an experiment has a map; touches one head. */
    boolean exists(long experiment) {
        return !graph.read(HEAD, Map.of("experiment", experiment)).isEmpty();
    }

    /** The same, as this transaction sees it. */
    boolean exists(Graph.Transaction transaction, long experiment) {
        return !transaction.run(HEAD, Map.of("experiment", experiment)).isEmpty();
    }

    /** The map of an experiment, when one is complete; one statement, and one for each {@value #PEOPLE_A_CHUNK} people. */
    Optional<ClusterMap> find(long experiment) {
        return graph.read(HEAD, Map.of("experiment", experiment)).stream()
                .findFirst()
                .map(this::read);
    }

    /** Forgets the map of an experiment, if it has one. */
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
