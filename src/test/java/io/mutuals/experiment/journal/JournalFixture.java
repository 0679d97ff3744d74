package io.mutuals.experiment.journal;

import io.mutuals.World;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.running.RunningExperiments;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes journal rows straight into the graph, for as many users as a test needs. */
public final class JournalFixture {

    private JournalFixture() {}

    /**
     * Exposes {@code count} users, with ids from {@code first} on, to one suggestion of a variant; every
     * {@code each}-th of them has the outcome.
     */
    public static void participants(
            World world,
            Experiment experiment,
            int variant,
            long first,
            int count,
            OutcomeKind kind,
            int each,
            Instant at) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long person = first; person < first + count; person++) {
            rows.add(Map.of("viewer", person, "did", each > 0 && (person - first) % each == 0));
        }
        world.run(
                """
                UNWIND $rows AS row
                CREATE (:Exposure {key: $experiment + ':' + $variant + ':' + row.viewer, experiment: $experiment,
                  variant: $variant,
                  unit: toString(row.viewer), viewer: row.viewer, day: toString(date($at)), at: $at,
                    friends: row.viewer % 7, recent: 0})
                CREATE (:Outcome {key: $experiment + ':' + row.viewer + ':1:IMPRESSIONS:1', experiment: $experiment,
                  variant: $variant,
                  viewer: row.viewer, candidate: 1, kind: 'IMPRESSIONS', at: $at, snapshot: 1, place: 0})
                FOREACH (one IN CASE WHEN row.did THEN [1] ELSE [] END |
                  CREATE (:Outcome {key: $experiment + ':' + row.viewer + ':1:' + $kind, experiment: $experiment,
                    variant: $variant,
                    viewer: row.viewer, candidate: 1, kind: $kind, at: $at, snapshot: 1, place: 0}))
                """,
                Map.of(
                        "rows", rows,
                        "experiment", experiment.number(),
                        "variant", variant,
                        "kind", kind.name(),
                        "at", at.atZone(ZoneOffset.UTC)));
    }

    /** The only running experiment. */
    public static Experiment running(RunningExperiments running) {
        Set<Experiment> all = Set.copyOf(running.running());
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " experiments run");
        }
        return all.iterator().next();
    }
}
