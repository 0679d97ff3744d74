package io.mutuals.experiment.simulation;

import io.mutuals.api.UserError;
import io.mutuals.experiment.cluster.Communities;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentChange;
import io.mutuals.experiment.design.ExperimentKey;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.lifecycle.Lifecycle;
import io.mutuals.experiment.results.ExperimentResults;
import io.mutuals.experiment.results.Results;
import io.mutuals.security.Role;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.Strategies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.stereotype.Component;

/**
 * Runs generated decisions of users through the API, day by day, so that an experiment has outcomes to count.
 *
 * <p>The decisions are fixed in advance ({@link BehaviourModel}); what the API makes of them is real: friendships,
 * conversations and all. Message texts, the audit trail and the results say that they are simulated.
 */
@Lazy
@Component
public class Simulation {

    private static final int MAX_CIRCLE = 150;

    private final FriendGraphLoading loading;
    private final FriendGraphs graphs;
    private final Strategies strategies;
    private final ExperimentCatalogue catalogue;
    private final Lifecycle lifecycle;
    private final Results results;
    private final Journal journal;
    private final SimulatedClient client;

    Simulation(
            FriendGraphLoading loading,
            FriendGraphs graphs,
            Strategies strategies,
            ExperimentCatalogue catalogue,
            Lifecycle lifecycle,
            Results results,
            Journal journal,
            ExecutionGraphQlService api) {
        this.loading = loading;
        this.graphs = graphs;
        this.strategies = strategies;
        this.catalogue = catalogue;
        this.lifecycle = lifecycle;
        this.results = results;
        this.journal = journal;
        this.client = new SimulatedClient(api);
    }

    /**
     * Simulates the days of a plan.
     *
     * @param clock the clock of this process
     * @param now end of the last day
     * @param progress receives the number of days simulated so far
     * @return a summary of the results, a few lines
     * @throws SimulationRefused if the experiment has ended, cannot be started, or uses a strategy that is not
     *     configured here; if there are no users to act; if the thread is interrupted; and afterwards, if no user
     *     took part
     */
    public List<String> run(SimulationPlan plan, SimulatedClock clock, Instant now, IntConsumer progress) {
        Experiment existing = find(plan.experiment());
        refuseEnded(existing);
        refuseUnknown(existing);
        loading.load();
        FriendGraph graph = graphs.current()
                .orElseThrow(() -> new SimulationRefused(
                        "The friendships do not fit into memory; raise mutuals.suggestion.graph.max-friendships,"
                                + " or simulate on a smaller graph."));
        Instant begin = now.minus(Duration.ofDays(plan.days()));
        clock.set(begin);
        int[] people = people(graph, plan);
        begin(plan, existing, people.length, clock);
        int[] circles = Communities.of(graph, MAX_CIRCLE, plan.seed()).byPerson();
        BehaviourModel model = BehaviourModel.of(graph, circles, Behaviour.usual(), plan.seed());
        SimulatedDays day = new SimulatedDays(client, graph, model, people);
        for (int number = 0; number < plan.days(); number++) {
            Instant morning = begin.plus(Duration.ofDays(number));
            clock.set(morning);
            day.openPages(number);
            clock.set(morning.plus(Duration.ofHours(6)));
            day.answerRequests();
            clock.set(morning.plus(Duration.ofHours(9)));
            day.shareVideos(number);
            clock.set(morning.plus(Duration.ofHours(12)));
            day.reply(number);
            journal.writeAll();
            progress.accept(number + 1);
        }
        clock.set(now);
        return summary(plan.experiment());
    }

    private static int[] people(FriendGraph graph, SimulationPlan plan) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        List<Integer> known = new ArrayList<>(IntStream.range(0, graph.people())
                .filter(person -> graph.degree(person) > 0)
                .boxed()
                .toList());
        if (known.isEmpty()) {
            throw new SimulationRefused("No user in the graph has a friend; import users and friendships first.");
        }
        int count = Math.min(plan.people(), known.size());
        int[] drawn = new int[count];
        for (int index = 0; index < count; index++) {
            int other = index + random.nextInt(known.size() - index);
            drawn[index] = known.get(other);
            known.set(other, known.get(index));
        }
        return drawn;
    }

    /**
     * Makes sure that the experiment runs. Moves the clock so that no entry of its audit trail is dated before the
     * previous one.
     */
    private void begin(SimulationPlan plan, @Nullable Experiment existing, int people, SimulatedClock clock) {
        if (existing == null) {
            client.require(
                    ExperimentChange.SIMULATION,
                    "createExperiment",
                    Map.of(
                            "key",
                            plan.experiment(),
                            "hypothesis",
                            "Simulated: " + plan.treatment() + " brings more friends than "
                                    + strategies.standard().name() + ".",
                            "variants",
                            List.of(
                                    Map.of(
                                            "key",
                                            "control",
                                            "strategy",
                                            strategies.standard().name()),
                                    Map.of("key", "treatment", "strategy", plan.treatment()))),
                    Role.EXPERIMENTER);
        }
        if (existing == null || existing.state() == ExperimentState.DRAFT) {
            advancePastLastChange(plan.experiment(), clock);
            client.require(
                    ExperimentChange.SIMULATION,
                    "startExperiment",
                    Map.of("key", plan.experiment(), "ramp", 1.0),
                    Role.EXPERIMENTER);
        }
        advancePastLastChange(plan.experiment(), clock);
        List<UserError> refusals = lifecycle
                .simulate(
                        plan.experiment(),
                        "Generated decisions of %d users on the last %d days, seed %d"
                                .formatted(people, plan.days(), plan.seed()))
                .errors();
        if (!refusals.isEmpty()) {
            throw new SimulationRefused(refusals.getFirst().message());
        }
    }

    private void advancePastLastChange(String experiment, SimulatedClock clock) {
        Experiment existing = find(experiment);
        if (existing != null && !existing.changes().isEmpty()) {
            Instant next = existing.changes().getLast().at().plusMillis(1);
            if (next.isAfter(clock.instant())) {
                clock.set(next);
            }
        }
    }

    private @Nullable Experiment find(String experiment) {
        ExperimentKey key = new ExperimentKey(experiment);
        return catalogue.byKey(Set.of(key)).get(key);
    }

    private static void refuseEnded(@Nullable Experiment existing) {
        if (existing != null && existing.endedAt() != null) {
            throw new SimulationRefused("The experiment \"" + existing.key() + "\" is " + existing.state()
                    + ", so nothing would be counted; name one that runs, a draft, or a new key.");
        }
    }

    /** Without the server's configuration no user would get what such a variant shows. */
    private void refuseUnknown(@Nullable Experiment existing) {
        if (existing == null) {
            return;
        }
        List<String> unknown = existing.variants().stream()
                .map(ExperimentVariant::strategy)
                .filter(strategy -> strategies.named(strategy).isEmpty())
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            String setting = "--mutuals.suggestion.strategies." + unknown.getFirst();
            throw new SimulationRefused("The experiment \"" + existing.key() + "\" compares "
                    + String.join(", ", unknown) + ", which this command does not know; it knows " + strategies.names()
                    + ". Give it the settings of the server, such as " + setting + ".sources=… and " + setting
                    + ".ranker=….");
        }
    }

    private List<String> summary(String experiment) {
        ExperimentResults simulated = results.of(Objects.requireNonNull(find(experiment)));
        if (simulated.variants().stream().allMatch(variant -> variant.people() == 0)) {
            throw new SimulationRefused("No user took part in \"" + experiment
                    + "\": all users who opened a page were outside its range of the layer or its ramp, "
                    + "in no cluster, or got their page from an experiment in another layer.");
        }
        return SimulationSummary.of(simulated);
    }
}
