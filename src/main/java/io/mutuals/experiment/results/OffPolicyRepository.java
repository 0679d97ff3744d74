package io.mutuals.experiment.results;

import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the first places that were drawn at random and seen, and what they earned. */
@Repository
public class OffPolicyRepository {

    /** Takes about 10 MB, and a few seconds to replay. */
    private static final int MAX_PLACES = 20_000;

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** Touches the last explorations of each variant, and the impressions that they led to. */
    public static final Statement SEEN = new Statement("experiments.explored", """
            UNWIND $keys AS key
            CALL (key) {
              MATCH (drawn:Exploration {experiment: key.experiment, variant: key.variant})
              WHERE NOT drawn.viewer IN key.trials
              RETURN drawn
              ORDER BY drawn.at DESC
              LIMIT $most
            }
            WITH key, drawn, drawn.candidates[drawn.base] AS candidate
            MATCH (seen:Outcome {key: key.experiment + ':' + drawn.viewer + ':' + candidate + ':IMPRESSIONS:' +
              drawn.snapshot})
            RETURN key.index AS index, drawn.viewer AS viewer, drawn.at AS at, drawn.base AS base,
              drawn.propensity AS propensity,
              drawn.candidates AS candidates,
              EXISTS {
                MATCH (earned:Outcome {key: key.experiment + ':' + drawn.viewer + ':' + candidate + ':' + key.kind})
                WHERE earned.snapshot = drawn.snapshot
              } AS earned
            ORDER BY index, at, drawn.snapshot
            """);

    private final Graph graph;

    OffPolicyRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * The first places that were seen, in chronological order, at most the last {@value #MAX_PLACES} of each variant.
     * One statement, whatever the number of keys.
     */
    Map<FirstPlacesKey, List<FirstPlace>> seen(List<FirstPlacesKey> keys) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            FirstPlacesKey key = keys.get(index);
            rows.add(Map.of(
                    "index", index,
                    "experiment", key.experiment(),
                    "variant", key.variant(),
                    "kind", key.kind().name(),
                    "trials", key.trials()));
        }
        Map<FirstPlacesKey, List<FirstPlace>> found = new HashMap<>();
        graph.stream(
                SEEN,
                Map.of("keys", rows, "most", MAX_PLACES),
                TIME_LIMIT,
                row -> found.computeIfAbsent(keys.get(row.get("index").asInt()), key -> new ArrayList<>())
                        .add(new FirstPlace(
                                row.get("viewer").asLong(),
                                Times.instant(row.get("at")),
                                row.get("base").asInt(),
                                row.get("propensity").asDouble(),
                                row.get("candidates").asList(Value::asLong),
                                row.get("earned").asBoolean())));
        return found;
    }

    /**
     * Identifies the first places of a variant, and what they earn.
     *
     * @param kind outcome to count as earned
     * @param trials users who have, or had, a trial variant, and are excluded
     */
    record FirstPlacesKey(long experiment, int variant, OutcomeKind kind, List<Long> trials) {}

    /**
     * A first place that a user saw.
     *
     * @param base index among the candidates of the user who was drawn
     * @param candidates users who could have been drawn, in the order of the strategy
     * @param earned whether the place earned the outcome
     */
    record FirstPlace(long viewer, Instant at, int base, double propensity, List<Long> candidates, boolean earned) {}
}
