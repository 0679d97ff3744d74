package io.mutuals.experiment.results;

import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.LiveEvents;
import io.mutuals.LocalTokens;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.experiment.Experiments;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalFixture;
import io.mutuals.experiment.lifecycle.Lifecycle;
import io.mutuals.experiment.results.ExperimentResults.GuardrailCheck;
import io.mutuals.experiment.results.ExperimentResults.InterferenceReport;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.neo4j.Graph;
import io.mutuals.suggestion.memory.FriendGraphs;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;

/** Monitoring of running experiments: guardrails, sample ratio, and the results stream. */
@CountedTest
@TakesLong
class WatchedExperimentsTest {

    private static final String RESULTS = """
            { experiment(key: "watched") { state results(metric: REQUESTS_SENT) {
              effects { effect { difference isSignificant } } sampleRatio { observed isMismatch }
              guardrails { metric isBreached } } audit { action actorId detail } } }""";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final RunningExperiments running;
    private final GuardrailWatch guardrails;
    private final Results results;
    private final LedgerRepository ledgers;
    private final InterferenceReports interference;
    private final Lifecycle lifecycle;
    private final ReplicaLease lease;
    private final Graph graph;
    private final FriendGraphs graphs;
    private final ExperimentProperties properties;

    WatchedExperimentsTest(
            Api api,
            World world,
            TestClock clock,
            RunningExperiments running,
            GuardrailWatch guardrails,
            Results results,
            LedgerRepository ledgers,
            InterferenceReports interference,
            Lifecycle lifecycle,
            ReplicaLease lease,
            Graph graph,
            FriendGraphs graphs,
            ExperimentProperties properties) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.running = running;
        this.guardrails = guardrails;
        this.results = results;
        this.ledgers = ledgers;
        this.interference = interference;
        this.lifecycle = lifecycle;
        this.lease = lease;
        this.graph = graph;
        this.graphs = graphs;
        this.properties = properties;
    }

    @BeforeEach
    void given() {
        world.clear();
        running.refresh();
        world.people("ada", "lab");
        Experiments.create(lab(), draft("watched"));
        start(lab(), "watched", 1);
    }

    @AfterEach
    void end() {
        world.clear();
        running.refresh();
    }

    @Test
    void harmfulExperimentIsStoppedAndTheAuditTrailSaysWhy() {
        counted(0, 1_000, 500, OutcomeKind.DISMISSALS, 50);
        counted(1, 2_000, 500, OutcomeKind.DISMISSALS, 50);
        guardrails.check();
        assertThat(results().get("state").asString()).as("no harm").isEqualTo("RUNNING");

        counted(1, 3_000, 500, OutcomeKind.DISMISSALS, 2);
        counted(0, 4_000, 500, OutcomeKind.DISMISSALS, 50);
        assertThat(results()
                        .at("/results/guardrails")
                        .valueStream()
                        .filter(check -> check.get("isBreached").asBoolean())
                        .map(check -> check.get("metric").asString()))
                .containsExactly("DISMISSALS");
        guardrails.check();
        JsonNode after = results();
        assertThat(after.get("state").asString()).isEqualTo("STOPPED");
        assertThat(after.at("/audit/0/action").asString()).isEqualTo("GUARDRAIL_STOPPED");
        assertThat(after.at("/audit/0/actorId").isNull()).isTrue();
        assertThat(after.at("/audit/0/detail").asString()).contains("DISMISSALS of plain is certain to be worse");
        guardrails.check();
        assertThat(results().get("audit")).hasSize(3);
    }

    @Test
    void backgroundCheckStopsAHarmfulExperiment() {
        counted(0, 1_000, 500, OutcomeKind.DISMISSALS, 50);
        counted(1, 2_000, 500, OutcomeKind.DISMISSALS, 2);
        GuardrailWatch watch = new GuardrailWatch(
                running, results, lifecycle, lease, properties(Map.of("mutuals.experiment.guard-every", "1s")));
        watch.start();
        try {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> assertThat(results().get("state").asString()).isEqualTo("STOPPED"));
        } finally {
            watch.stop();
        }
        assertThat(results().at("/audit/0/action").asString()).isEqualTo("GUARDRAIL_STOPPED");
    }

    @Test
    void experimentThatCannotBeCheckedDoesNotKeepOthersFromBeingStopped() {
        var draft = draft("beside");
        draft.put("layer", "beside");
        Experiments.create(lab(), draft);
        start(lab(), "beside", 1);
        AtomicInteger asked = new AtomicInteger();
        Results halfBroken = new Results(ledgers, interference, properties, clock) {
            @Override
            List<GuardrailCheck> guardrails(Experiment experiment) {
                if (asked.getAndIncrement() == 0) {
                    throw new IllegalStateException("The first of them has an unreadable row");
                }
                return List.of(new GuardrailCheck(ExperimentMetric.BLOCKS, "plain", null, true));
            }
        };
        new GuardrailWatch(running, halfBroken, lifecycle, lease, properties).check();
        assertThat(asked).hasValue(2);
        assertThat(running.running()).hasSize(1);
    }

    @Test
    void resultsAreCachedAndComputedOnDemand() {
        MeasuredParticipant ada = new MeasuredParticipant(world.number("ada"), 0, "1", 20_000, 3, 0);
        MeasuredParticipant ben = new MeasuredParticipant(2, 1, "2", 20_001, 3, 0);
        AtomicInteger read = new AtomicInteger();
        AtomicInteger participantReads = new AtomicInteger();
        AtomicInteger graphReads = new AtomicInteger();
        List<MeasuredParticipant> people = new AbstractList<>() {
            @Override
            public MeasuredParticipant get(int index) {
                participantReads.incrementAndGet();
                return index == 0 ? ada : ben;
            }

            @Override
            public int size() {
                return 2;
            }
        };
        Results counting = new Results(
                new LedgerRepository(graph) {
                    @Override
                    Map<Long, Ledger> read(Collection<Experiment> experiments) {
                        read.incrementAndGet();
                        return experiments.stream()
                                .collect(Collectors.toMap(
                                        Experiment::number, experiment -> new Ledger(people, 0, 20_089)));
                    }
                },
                new InterferenceReports(graphs, properties) {
                    @Override
                    @Nullable
                    InterferenceReport of(Experiment experiment, Ledger ledger, ExperimentMetric metric) {
                        graphReads.incrementAndGet();
                        return null;
                    }
                },
                properties(Map.of("mutuals.experiment.fresh", "1h")),
                clock);
        Experiment experiment = JournalFixture.running(running);

        assertThat(counting.guardrails(experiment)).hasSize(2);
        int forGuardrails = participantReads.get();
        ExperimentResults first = counting.of(experiment);
        int forResults = participantReads.get();
        for (int time = 0; time < 10; time++) {
            assertThat(counting.of(experiment)).isSameAs(first);
        }
        assertThat(participantReads).as("nothing is computed again").hasValue(forResults);
        assertThat(graphReads).as("not requested").hasValue(0);

        assertThat(first.daily()).hasSize(90);
        int withDaily = participantReads.get();
        assertThat(withDaily - forResults)
                .as("90 days take longer than all the rest")
                .isGreaterThan(3 * forResults);
        assertThat(forGuardrails).isLessThan(forResults);
        assertThat(first.daily()).hasSize(90);
        assertThat(first.interference()).isNull();
        assertThat(first.interference()).isNull();
        assertThat(participantReads).hasValue(withDaily);
        assertThat(graphReads).hasValue(1);
        assertThat(read).hasValue(1);
    }

    private static ExperimentProperties properties(Map<String, String> some) {
        return new Binder(new MapConfigurationPropertySource(some))
                .bindOrCreate("mutuals.experiment", ExperimentProperties.class);
    }

    @Test
    void sampleRatioMismatchIsReported() {
        counted(0, 1_000, 5_000, OutcomeKind.REQUESTS_SENT, 10);
        counted(1, 10_000, 5_010, OutcomeKind.REQUESTS_SENT, 10);
        assertThat(results().at("/results/sampleRatio/isMismatch").asBoolean()).isFalse();
        counted(1, 20_000, 500, OutcomeKind.REQUESTS_SENT, 10);
        JsonNode split = results().at("/results/sampleRatio");
        assertThat(split.at("/observed/0").asInt()).isEqualTo(5_000);
        assertThat(split.get("isMismatch").asBoolean()).isTrue();
    }

    @Test
    void subscriptionEmitsResultsAtOnceAndAfterEachChange() {
        counted(0, 1_000, 200, OutcomeKind.REQUESTS_ACCEPTED, 10);
        counted(1, 2_000, 200, OutcomeKind.REQUESTS_ACCEPTED, 2);
        String token = LocalTokens.mint(world.number("lab"), "experimenter");
        String watch = "subscription { experimentResults(key: \"watched\") { variants { people } "
                + "effects { effect { isSignificant } } } }";
        try (LiveEvents events = LiveEvents.of(api, token, watch, Map.of())) {
            JsonNode first = events.data().at("/experimentResults");
            assertThat(first.at("/variants/0/people").asInt()).isEqualTo(200);
            assertThat(first.at("/effects/0/effect/isSignificant").asBoolean()).isTrue();
            counted(0, 3_000, 7, OutcomeKind.REQUESTS_ACCEPTED, 0);
            assertThat(events.data().at("/experimentResults/variants/0/people").asInt())
                    .isEqualTo(207);
        }
        try (LiveEvents events = LiveEvents.of(api, LocalTokens.mint(world.number("ada")), watch, Map.of())) {
            assertThat(events.next().data().toString()).contains("FORBIDDEN");
        }
    }

    private void counted(int variant, long first, int count, OutcomeKind kind, int each) {
        JournalFixture.participants(
                world, JournalFixture.running(running), variant, first, count, kind, each, clock.instant());
    }

    private JsonNode results() {
        return lab().data(RESULTS).get("experiment");
    }

    private Api.Caller lab() {
        return api.as("lab", "experimenter");
    }
}
