package io.mutuals.experiment.journal;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Streams the journal of an experiment row by row, in chronological order. */
@Repository
public class ExportRepository {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    /** Touches every exposure of the experiment. */
    public static final Statement EXPOSURES = new Statement("experiments.exportExposures", """
            MATCH (exposure:Exposure {experiment: $experiment})
            RETURN exposure.variant AS variant, exposure.unit AS unit, exposure.viewer AS viewer, exposure.day AS day,
              toString(exposure.at) AS at, exposure.friends AS friends, exposure.recent AS recent
            ORDER BY exposure.at, exposure.key
            """);

    /** Touches every outcome of the experiment. */
    public static final Statement OUTCOMES = new Statement("experiments.exportOutcomes", """
            MATCH (outcome:Outcome {experiment: $experiment})
            RETURN outcome.variant AS variant, outcome.viewer AS viewer, outcome.candidate AS candidate,
              outcome.kind AS kind,
              toString(outcome.at) AS at, outcome.snapshot AS snapshot, outcome.place AS place, outcome.team AS team,
              outcome.base AS base, outcome.propensity AS propensity, outcome.among AS among
            ORDER BY outcome.at, outcome.key
            """);

    /** Touches every explored page of the experiment. */
    public static final Statement EXPLORATIONS = new Statement("experiments.exportExplorations", """
            MATCH (drawn:Exploration {experiment: $experiment})
            RETURN drawn.variant AS variant, drawn.viewer AS viewer, toString(drawn.at) AS at,
              drawn.snapshot AS snapshot,
              drawn.base AS base, drawn.propensity AS propensity, drawn.candidates AS candidates
            ORDER BY drawn.at, drawn.key
            """);

    private final Graph graph;

    ExportRepository(Graph graph) {
        this.graph = graph;
    }

    void exposures(long experiment, Consumer<Record> each) {
        graph.stream(EXPOSURES, Map.of("experiment", experiment), TIME_LIMIT, each);
    }

    void outcomes(long experiment, Consumer<Record> each) {
        graph.stream(OUTCOMES, Map.of("experiment", experiment), TIME_LIMIT, each);
    }

    void explorations(long experiment, Consumer<Record> each) {
        graph.stream(EXPLORATIONS, Map.of("experiment", experiment), TIME_LIMIT, each);
    }
}
