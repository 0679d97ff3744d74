package io.mutuals.experiment.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentKind;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.ExperimentSurface;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.design.RandomizationUnit;
import io.mutuals.experiment.results.ExperimentResults.DailyPreference;
import io.mutuals.experiment.results.ExperimentResults.InterleavingResults;
import io.mutuals.suggestion.strategy.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@SideBySide
class AnalysisTest {

    private static final int CLUSTERS = 80;
    private static final long DAY = 20_000;

    /** In treated clusters twice as many users read a page, each with as many outcomes as any other. */
    @Test
    void clusterSizeIsNoCovariate() {
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
        EffectView effect = Objects.requireNonNull(new Analysis(experiment, new Ledger(people, 0, DAY), 0.95)
                .effects(ExperimentMetric.REQUESTS_SENT)
                .getFirst()
                .effect());

        assertThat(effect.varianceRemoved()).isZero();
        assertThat(effect.control()).isCloseTo((double) sums[0] / sizes[0], within(1e-12));
        assertThat(effect.treatment()).isCloseTo((double) sums[1] / sizes[1], within(1e-12));
    }

    /** Few units and many users: four control clusters and eight treated ones. */
    @Test
    void caveatsOfClusteredExperimentsCountClustersAndExplainTheInterval() {
        List<MeasuredParticipant> people = new ArrayList<>();
        for (int cluster = 0; cluster < 60; cluster++) {
            for (int number = 0; number < 20; number++) {
                int variant = cluster % 3 == 0 ? 0 : 1;
                MeasuredParticipant person =
                        new MeasuredParticipant(people.size() + 1, variant, "cluster:" + cluster, DAY, 1, 0);
                person.add(OutcomeKind.REQUESTS_SENT, DAY, number < cluster % 7 ? 1 : 0);
                people.add(person);
            }
        }
        Experiment experiment = experiment(RandomizationUnit.GRAPH_CLUSTER);
        List<MeasuredParticipant> few = people.subList(0, 12 * 20);
        assertThat(caveats(experiment, few))
                .contains("With fewer than 40 clusters (4 in \"control\", 8 in \"other\") the intervals say "
                        + "little, however many users are in them.")
                .noneMatch(caveat -> caveat.contains("100 users"));
        assertThat(caveats(experiment, people)).noneMatch(caveat -> caveat.contains("fewer than"));
        assertThat(caveats(experiment(RandomizationUnit.USER), few.subList(0, 99)))
                .contains("With fewer than 100 users the intervals say little.");

        EffectView effect = Objects.requireNonNull(new Analysis(experiment, new Ledger(people, 0, DAY), 0.95)
                .effects(ExperimentMetric.REQUESTS_SENT)
                .getFirst()
                .effect());
        double reach = (Objects.requireNonNull(effect.alwaysValidInterval().high()) - effect.difference())
                / effect.standardError();
        assertThat(reach).isBetween(3., 5.);
        assertThat(caveats(experiment, people))
                .anyMatch(caveat -> caveat.startsWith(String.format(
                        Locale.ROOT,
                        "The always-valid interval of \"other\" reaches %.1f standard errors to either side",
                        reach)));
        assertThat(caveats(experiment, few))
                .contains("The always-valid interval of \"other\" is still unbounded: "
                        + "it takes the equivalent of 10 equal clusters in each variant.");
    }

    private static List<String> caveats(Experiment experiment, List<MeasuredParticipant> people) {
        return new Analysis(experiment, new Ledger(people, 0, DAY), 0.95).caveats(ExperimentMetric.REQUESTS_SENT);
    }

    @Test
    void dailyPreferenceIsCumulativeUpToTheLastDay() {
        List<MeasuredParticipant> people = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            MeasuredParticipant person =
                    new MeasuredParticipant(number, 0, Integer.toString(number), DAY + number / 10, 1, 0);
            person.credit(OutcomeKind.REQUESTS_SENT, number % 5 == 0 ? Team.A : Team.B, DAY + number / 10, 1);
            people.add(person);
        }
        Analysis analysis = new Analysis(
                experiment(RandomizationUnit.USER, ExperimentKind.INTERLEAVING), new Ledger(people, 0, DAY + 2), 0.95);
        List<DailyPreference> daily = analysis.dailyPreference(ExperimentMetric.REQUESTS_SENT);

        assertThat(daily).extracting(DailyPreference::people).containsExactly(10, 20, 30);
        assertThat(daily)
                .extracting(DailyPreference::preference)
                .allSatisfy(value -> assertThat(value).isCloseTo(0.6, within(1e-12)));
        assertThat(daily.getFirst().alwaysValidInterval()).isNull();
        InterleavingResults all = Objects.requireNonNull(analysis.interleaving(ExperimentMetric.REQUESTS_SENT));
        assertThat(daily.getLast().alwaysValidInterval()).isNotNull().isEqualTo(all.alwaysValidInterval());
        assertThat(analysis.daily(ExperimentMetric.REQUESTS_SENT)).isEmpty();
        assertThat(new Analysis(experiment(RandomizationUnit.USER), new Ledger(people, 0, DAY + 2), 0.95)
                        .dailyPreference(ExperimentMetric.REQUESTS_SENT))
                .isEmpty();
    }

    private static Experiment experiment(RandomizationUnit unit) {
        return experiment(unit, ExperimentKind.AB);
    }

    private static Experiment experiment(RandomizationUnit unit, ExperimentKind kind) {
        return new Experiment(
                1L,
                1L,
                "clusters",
                "They do alike.",
                "suggestions",
                ExperimentSurface.SUGGESTIONS,
                kind,
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
