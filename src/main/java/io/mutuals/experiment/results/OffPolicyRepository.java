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

/** Reads which first places were drawn and seen, and what they earned. */
@Repository
public class OffPolicyRepository {

    /** So many take about 10 MB, and a few seconds to be replayed. */
    private static final int MOST = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Touches the last explorations of each variant, and the impressions of whom they led to. */
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
            MATCH (seen:Outcome {key: key.experiment + ':' + drawn.viewer + ':' + candidate + ':IMPRESSIONS:' + drawn.snapshot})
            RETURN key.index AS index, drawn.viewer AS viewer, drawn.at AS at, drawn.base AS base, drawn.propensity AS propensity,
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
     * The first places that were seen, in the order of time, at most the last {@value #MOST} of each variant; one statement, whatever the
     * number of keys.
     */
    Map<Wanted, List<FirstPlace>> seen(List<Wanted> wanted) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int index = 0; index < wanted.size(); index++) {
            Wanted one = wanted.get(index);
            rows.add(Map.of(
                    "index", index,
                    "experiment", one.experiment(),
                    "variant", one.variant(),
                    "kind", one.kind().name(),
                    "trials", one.trials()));
        }
        Map<Wanted, List<FirstPlace>> found = new HashMap<>();
        graph.stream(
                SEEN,
                Map.of("keys", rows, "most", MOST),
                PATIENCE,
                row -> found.computeIfAbsent(wanted.get(row.get("index").asInt()), one -> new ArrayList<>())
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
     * The first places of a variant of an experiment.
     *
     * @param kind what counts as earned
     * @param trials who has or had a variant for a trial, and is left out
     */
    record Wanted(long experiment, int variant, OutcomeKind kind, List<Long> trials) {}

    /**
     * A first place that somebody saw.
     *
     * @param base the index of who got it among the candidates
     * @param candidates who could have got it, in the order of the strategy
     * @param earned whether what is counted came of it
     */
    record FirstPlace(long viewer, Instant at, int base, double propensity, List<Long> candidates, boolean earned) {}
}
