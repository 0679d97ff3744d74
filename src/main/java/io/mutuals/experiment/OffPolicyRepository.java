package io.mutuals.experiment;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.graph.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads which first places were drawn and seen, and what they earned. */
@Repository
class OffPolicyRepository {

    private static final int MOST = 100_000;

    /** Touches the last explorations of each variant, and the impressions of whom they led to. */
    static final Statement SEEN = new Statement("experiments.explored", """
            UNWIND $keys AS key
            CALL (key) {
              MATCH (drawn:Exploration {experiment: key.experiment, variant: key.variant})
              WHERE NOT drawn.viewer IN key.trials
              RETURN drawn
              ORDER BY drawn.at DESC
              LIMIT $most
            }
            WITH key, drawn, drawn.candidates[drawn.base] AS candidate
            MATCH (seen:Outcome {key: key.experiment + ':' + drawn.viewer + ':' + candidate + ':IMPRESSIONS:' + drawn.snapshot})
            RETURN key.index AS index, drawn.viewer AS viewer, drawn.at AS at, drawn.base AS base, drawn.propensity AS propensity,
              drawn.candidates AS candidates,
              EXISTS {
                MATCH (earned:Outcome {key: key.experiment + ':' + drawn.viewer + ':' + candidate + ':' + key.kind})
                WHERE earned.snapshot = drawn.snapshot
              } AS earned
            ORDER BY at, viewer
            """);

    private final Graph graph;

    OffPolicyRepository(Graph graph) {
        this.graph = graph;
    }

    /** The first places that were seen, at most the last {@value #MOST} of each variant; one statement, whatever the number of keys. */
    Map<OffPolicyKey, List<FirstPlace>> seen(List<OffPolicyKey> keys) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            OffPolicyKey key = keys.get(index);
            rows.add(Map.of(
                    "index",
                    index,
                    "experiment",
                    key.experiment().number(),
                    "variant",
                    key.experiment().arm(key.variant()).orElseThrow(),
                    "kind",
                    key.metric().counted().name(),
                    "trials",
                    key.experiment().overrides().stream()
                            .map(VariantOverride::user)
                            .toList()));
        }
        Map<OffPolicyKey, List<FirstPlace>> found = new HashMap<>();
        for (Record row : graph.read(SEEN, Map.of("keys", rows, "most", MOST))) {
            found.computeIfAbsent(keys.get(row.get("index").asInt()), key -> new ArrayList<>())
                    .add(new FirstPlace(
                            row.get("viewer").asLong(),
                            Times.instant(row.get("at")),
                            row.get("base").asInt(),
                            row.get("propensity").asDouble(),
                            row.get("candidates").asList(Value::asLong),
                            row.get("earned").asBoolean()));
        }
        return found;
    }

    /**
     * A first place that somebody saw.
     *
     * @param base the index of who got it among the candidates
     * @param candidates who could have got it, in the order of the strategy
     * @param earned whether what is counted came of it
     */
    record FirstPlace(long viewer, Instant at, int base, double propensity, List<Long> candidates, boolean earned) {}
}
