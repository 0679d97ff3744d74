package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.design.VariantOverride;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.strategy.Team;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Reads the journal of experiments and aggregates it. Rows are streamed, so that the database buffers none. */
@Repository
public class LedgerRepository {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    /** Touches every exposure of the experiments. */
    public static final Statement PARTICIPANTS = new Statement("experiments.participants", """
            UNWIND $experiments AS experiment
            MATCH (exposure:Exposure {experiment: experiment})
            WITH experiment, exposure
            ORDER BY exposure.at
            WITH experiment, exposure.viewer AS viewer, collect(exposure) AS exposures
            WITH experiment, viewer, head(exposures) AS first, last(exposures) AS last,
              any(later IN exposures WHERE later.variant <> head(exposures).variant) AS moved
            RETURN experiment, viewer, first.variant AS variant, first.unit AS unit, date(first.at) AS firstDay,
              date(last.at) AS lastDay, first.friends AS friends, first.recent AS recent, moved
            """);

    /** Touches every outcome of the experiments. */
    public static final Statement OUTCOMES = new Statement("experiments.outcomes", """
            UNWIND $experiments AS experiment
            MATCH (outcome:Outcome {experiment: experiment})
            RETURN experiment, outcome.viewer AS viewer, outcome.variant AS variant, outcome.kind AS kind,
              outcome.team AS team,
              date(outcome.at) AS day, count(*) AS times
            """);

    private final Graph graph;

    LedgerRepository(Graph graph) {
        this.graph = graph;
    }

    /** The ledger of each experiment, without users who have, or had, a trial variant. Two statements for all. */
    Map<Long, Ledger> read(Collection<Experiment> experiments) {
        Map<Long, LedgerBuilder> builders = new HashMap<>();
        experiments.forEach(experiment -> builders.put(experiment.number(), new LedgerBuilder(experiment)));
        Map<String, Object> parameters = Map.of("experiments", List.copyOf(builders.keySet()));
        graph.stream(
                PARTICIPANTS,
                parameters,
                TIME_LIMIT,
                row -> builder(builders, row).addExposure(row));
        graph.stream(
                OUTCOMES, parameters, TIME_LIMIT, row -> builder(builders, row).addOutcome(row));
        Map<Long, Ledger> ledgers = new HashMap<>();
        builders.forEach((number, builder) -> ledgers.put(number, builder.build()));
        return ledgers;
    }

    private static LedgerBuilder builder(Map<Long, LedgerBuilder> builders, Record row) {
        return Objects.requireNonNull(builders.get(row.get("experiment").asLong()));
    }

    /** Accumulates the ledger of one experiment. */
    private static final class LedgerBuilder {

        private final Set<Long> trials;
        private final Map<Long, MeasuredParticipant> participants = new HashMap<>();
        private int excluded;
        private long lastDay = Long.MIN_VALUE;

        private LedgerBuilder(Experiment experiment) {
            this.trials =
                    experiment.overrides().stream().map(VariantOverride::user).collect(Collectors.toSet());
        }

        private void addExposure(Record row) {
            long viewer = row.get("viewer").asLong();
            if (trials.contains(viewer)) {
                return;
            }
            if (row.get("moved").asBoolean()) {
                excluded++;
                return;
            }
            participants.put(
                    viewer,
                    new MeasuredParticipant(
                            viewer,
                            row.get("variant").asInt(),
                            row.get("unit").asString(),
                            row.get("firstDay").asLocalDate().toEpochDay(),
                            row.get("friends").asInt(),
                            row.get("recent").asInt()));
            lastDay = Math.max(lastDay, row.get("lastDay").asLocalDate().toEpochDay());
        }

        private void addOutcome(Record row) {
            MeasuredParticipant participant = participants.get(row.get("viewer").asLong());
            if (participant == null
                    || participant.variant() != row.get("variant").asInt()) {
                return;
            }
            OutcomeKind kind = OutcomeKind.valueOf(row.get("kind").asString());
            long day = row.get("day").asLocalDate().toEpochDay();
            int times = row.get("times").asInt();
            participant.add(kind, day, times);
            if (!row.get("team").isNull()) {
                participant.credit(kind, Team.valueOf(row.get("team").asString()), day, times);
            }
            lastDay = Math.max(lastDay, day);
        }

        private Ledger build() {
            return new Ledger(List.copyOf(participants.values()), excluded, lastDay);
        }
    }
}
