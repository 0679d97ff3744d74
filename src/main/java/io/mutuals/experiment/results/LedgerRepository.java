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

/** Reads what an experiment has counted; rows arrive in a stream, so that the database holds none back. */
@Repository
public class LedgerRepository {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Touches every exposure of the experiments. */
    public static final Statement PEOPLE = new Statement("experiments.people", """
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
            RETURN experiment, outcome.viewer AS viewer, outcome.variant AS variant, outcome.kind AS kind, outcome.team AS team,
              date(outcome.at) AS day, count(*) AS times
            """);

    private final Graph graph;

    LedgerRepository(Graph graph) {
        this.graph = graph;
    }

    /** What each experiment has counted, without those who have, or had, a variant for a trial; two statements for all. */
    Map<Long, Ledger> read(Collection<Experiment> experiments) {
        Map<Long, Pages> open = new HashMap<>();
        experiments.forEach(experiment -> open.put(experiment.number(), new Pages(experiment)));
        Map<String, Object> parameters = Map.of("experiments", List.copyOf(open.keySet()));
        graph.stream(PEOPLE, parameters, PATIENCE, row -> of(open, row).exposed(row));
        graph.stream(OUTCOMES, parameters, PATIENCE, row -> of(open, row).outcome(row));
        Map<Long, Ledger> ledgers = new HashMap<>();
        open.forEach((number, pages) -> ledgers.put(number, pages.ledger()));
        return ledgers;
    }

    private static Pages of(Map<Long, Pages> open, Record row) {
        return Objects.requireNonNull(open.get(row.get("experiment").asLong()));
    }

    /** A ledger that is being filled. */
    private static final class Pages {

        private final Set<Long> trials;
        private final Map<Long, MeasuredParticipant> people = new HashMap<>();
        private int left;
        private long lastDay = Long.MIN_VALUE;

        private Pages(Experiment experiment) {
            this.trials =
                    experiment.overrides().stream().map(VariantOverride::user).collect(Collectors.toSet());
        }

        private void exposed(Record row) {
            long viewer = row.get("viewer").asLong();
            if (trials.contains(viewer)) {
                return;
            }
            if (row.get("moved").asBoolean()) {
                left++;
                return;
            }
            people.put(
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

        private void outcome(Record row) {
            MeasuredParticipant person = people.get(row.get("viewer").asLong());
            if (person == null || person.variant() != row.get("variant").asInt()) {
                return;
            }
            OutcomeKind kind = OutcomeKind.valueOf(row.get("kind").asString());
            long day = row.get("day").asLocalDate().toEpochDay();
            int times = row.get("times").asInt();
            person.add(kind, day, times);
            if (!row.get("team").isNull()) {
                person.credit(kind, Team.valueOf(row.get("team").asString()), day, times);
            }
            lastDay = Math.max(lastDay, day);
        }

        private Ledger ledger() {
            return new Ledger(List.copyOf(people.values()), left, lastDay);
        }
    }
}
