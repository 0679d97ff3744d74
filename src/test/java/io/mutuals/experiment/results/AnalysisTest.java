package io.mutuals.experiment.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentKind;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.design.RandomizationUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static final int CLUSTERS = 80;
    private static final long DAY = 20_000;

    /** In a cluster with the treatment twice as many people come, each of whom does as much as anybody. */
    @Test
    void howManyOfAClusterCameIsNothingToAdjustBy() {
        List<MeasuredParticipant> people = new ArrayList<>();
        int[] sums = new int[2];
        int[] sizes = new int[2];
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            int variant = cluster % 2;
            int size = (3 + cluster % 5) * (1 + variant);
            for (int number = 0; number < size; number++) {
                MeasuredParticipant person = new MeasuredParticipant(
                        people.size() + 1, variant, "cluster:" + cluster, DAY, cluster % 7, number % 2);
                int did = (cluster + number) % 3;
                person.add(OutcomeKind.REQUESTS_SENT, DAY, did);
                people.add(person);
                sums[variant] += did;
                sizes[variant]++;
            }
        }
        Experiment experiment = experiment(RandomizationUnit.GRAPH_CLUSTER);
        ShownEffect effect = Objects.requireNonNull(new Analysis(experiment, new Ledger(people, 0, DAY), 0.95)
                .effects(ExperimentMetric.REQUESTS_SENT)
                .getFirst()
                .effect());

        assertThat(effect.varianceRemoved()).isZero();
        assertThat(effect.control()).isCloseTo((double) sums[0] / sizes[0], within(1e-12));
        assertThat(effect.treatment()).isCloseTo((double) sums[1] / sizes[1], within(1e-12));
    }

    private static Experiment experiment(RandomizationUnit unit) {
        return new Experiment(
                1L,
                1L,
                "clusters",
                "They do alike.",
                "suggestions",
                ExperimentKind.AB,
                unit,
                ExperimentState.RUNNING,
                1,
                0,
                1,
                List.of(
                        new ExperimentVariant("control", "friends-of-friends", 1, 0, 10),
                        new ExperimentVariant("other", "people-you-may-know", 1, 0, 10)),
                ExperimentMetric.REQUESTS_SENT,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                List.of(),
                List.of());
    }
}
