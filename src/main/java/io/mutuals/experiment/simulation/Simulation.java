package io.mutuals.experiment.simulation;

import io.mutuals.api.UserError;
import io.mutuals.experiment.cluster.Communities;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentChange;
import io.mutuals.experiment.design.ExperimentKey;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.lifecycle.Lifecycle;
import io.mutuals.experiment.results.Bounds;
import io.mutuals.experiment.results.ExperimentResults;
import io.mutuals.experiment.results.ExperimentResults.ExperimentFunnel;
import io.mutuals.experiment.results.ExperimentResults.InterleavingResults;
import io.mutuals.experiment.results.ExperimentResults.VariantEffect;
import io.mutuals.experiment.results.ExperimentResults.VariantResults;
import io.mutuals.experiment.results.Results;
import io.mutuals.experiment.results.ShownEffect;
import io.mutuals.experiment.simulation.SimulatedClient.Shown;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.Strategies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Has made-up decisions of the people in the graph pass through the API, day by day, so that an experiment has something to count. Who does
 * what is known beforehand ({@link BehaviourModel}); what the API makes of it is real: friendships, conversations and all. What people write
 * says that it is simulated, and so do the audit trail and the results.
 */
@Lazy
@Component
public class Simulation {

    private static final int PLACES = 10;
    private static final int AT_ONCE = 8;
    private static final int LARGEST_CIRCLE = 150;

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
     * Lives through the days.
     *
     * @param clock the one that everything in this process goes by
     * @param now when the last day ends
     * @param progress is told how many days have passed
     * @return a few lines about what came of it
     * @throws SimulationRefused when the experiment has ended, cannot be started, or uses a strategy that is not configured here; when there
     *     are no people to act; and afterwards, when none of them took part
     */
    public List<String> run(SimulationPlan plan, SimulatedClock clock, Instant now, IntConsumer progress) {
        Experiment found = find(plan.experiment());
        refuseEnded(found);
        refuseUnknown(found);
        loading.load();
        FriendGraph graph = graphs.current()
                .orElseThrow(() -> new SimulationRefused("There are too many friendships to have in memory."));
        Instant begin = now.minus(Duration.ofDays(plan.days()));
        clock.set(begin);
        int[] people = people(graph, plan);
        begin(plan, found, people.length, clock);
        int[] circles = Communities.of(graph, LARGEST_CIRCLE, plan.seed()).byPerson();
        BehaviourModel model = BehaviourModel.of(graph, circles, Behaviour.usual(), plan.seed());
        Day day = new Day(graph, model, people);
        for (int number = 0; number < plan.days(); number++) {
            Instant morning = begin.plus(Duration.ofDays(number));
            clock.set(morning);
            day.look(number);
            clock.set(morning.plus(Duration.ofHours(6)));
            day.answer();
            clock.set(morning.plus(Duration.ofHours(9)));
            day.talk(number);
            clock.set(morning.plus(Duration.ofHours(12)));
            day.reply(number);
            journal.writeAll();
            progress.accept(number + 1);
        }
        clock.set(now);
        return told(plan.experiment());
    }

    private static int[] people(FriendGraph graph, SimulationPlan plan) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        List<Integer> known = new ArrayList<>(IntStream.range(0, graph.people())
                .filter(person -> graph.degree(person) > 0)
                .boxed()
                .toList());
        if (known.isEmpty()) {
            throw new SimulationRefused("Nobody in the graph has a friend; import people and friendships first.");
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

    /** An experiment that people can take part in. Its audit trail tells one change after the other, so none is dated before the last. */
    private void begin(SimulationPlan plan, @Nullable Experiment found, int people, SimulatedClock clock) {
        if (found == null) {
            client.insist(
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
        if (found == null || found.state() == ExperimentState.DRAFT) {
            goOnAfterTheLastChange(plan.experiment(), clock);
            client.insist(
                    ExperimentChange.SIMULATION,
                    "startExperiment",
                    Map.of("key", plan.experiment(), "ramp", 1.0),
                    Role.EXPERIMENTER);
        }
        goOnAfterTheLastChange(plan.experiment(), clock);
        List<UserError> refusals = lifecycle
                .simulate(
                        plan.experiment(),
                        "Made-up decisions of %d people on the last %d days, seed %d"
                                .formatted(people, plan.days(), plan.seed()))
                .errors();
        if (!refusals.isEmpty()) {
            throw new SimulationRefused(refusals.getFirst().message());
        }
    }

    private void goOnAfterTheLastChange(String experiment, SimulatedClock clock) {
        Experiment found = find(experiment);
        if (found != null && !found.changes().isEmpty()) {
            Instant next = found.changes().getLast().at().plusMillis(1);
            if (next.isAfter(clock.instant())) {
                clock.set(next);
            }
        }
    }

    private @Nullable Experiment find(String experiment) {
        ExperimentKey key = new ExperimentKey(experiment);
        return catalogue.byKey(Set.of(key)).get(key);
    }

    private static void refuseEnded(@Nullable Experiment found) {
        if (found != null && found.endedAt() != null) {
            throw new SimulationRefused("The experiment \"" + found.key() + "\" is " + found.state()
                    + ", so nothing would be counted; name one that runs, a draft, or a new key.");
        }
    }

    /** Without the server's configuration nobody would get what such a variant shows. */
    private void refuseUnknown(@Nullable Experiment found) {
        if (found == null) {
            return;
        }
        List<String> unknown = found.variants().stream()
                .map(ExperimentVariant::strategy)
                .filter(strategy -> strategies.named(strategy).isEmpty())
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            String setting = "--mutuals.suggestion.strategies." + unknown.getFirst();
            throw new SimulationRefused("The experiment \"" + found.key() + "\" compares "
                    + String.join(", ", unknown) + ", which this command does not know; it knows " + strategies.names()
                    + ". Give it the settings of the server, such as " + setting + ".sources=… and " + setting
                    + ".ranker=….");
        }
    }

    private List<String> told(String experiment) {
        Experiment found = Objects.requireNonNull(find(experiment));
        ExperimentResults came = results.of(found);
        if (came.variants().stream().allMatch(variant -> variant.people() == 0)) {
            throw new SimulationRefused("Nobody took part in \"" + experiment
                    + "\": everybody who opened a page was outside of its part of the layer or its ramp, in no cluster, or got their page"
                    + " from an experiment in another layer.");
        }
        List<String> lines = new ArrayList<>();
        came.variants().forEach(variant -> lines.add(line(variant)));
        came.effects().forEach(effect -> lines.add(line(came.metric(), effect)));
        if (came.interleaving() != null) {
            lines.add(line(came.metric(), came.interleaving()));
        }
        return lines;
    }

    private static String line(ExperimentMetric metric, InterleavingResults found) {
        Bounds always = found.alwaysValidInterval();
        String people = "%s: more %s by way of %s for %d people, of %s for %d, as many of both for %d"
                .formatted(
                        "interleaved",
                        metric,
                        found.first(),
                        found.firstWins(),
                        found.second(),
                        found.secondWins(),
                        found.ties());
        String preference = String.format(
                Locale.ROOT, "preference for %s %+.3f on a scale from -1 to 1", found.second(), found.preference());
        return people + "; " + preference
                + (always == null || always.low() == null || always.high() == null
                        ? ", too few people to be sure"
                        : String.format(Locale.ROOT, ", surely between %+.3f and %+.3f", always.low(), always.high()));
    }

    private static String line(VariantResults variant) {
        ExperimentFunnel funnel = variant.funnel();
        return "%s: %d people, %d suggestions shown, %d requests sent, %d accepted, %d first messages, %d shared videos answered"
                .formatted(
                        variant.variant(),
                        variant.people(),
                        funnel.impressions(),
                        funnel.requestsSent(),
                        funnel.requestsAccepted(),
                        funnel.firstMessages(),
                        funnel.shareReplies());
    }

    private static String line(ExperimentMetric metric, VariantEffect found) {
        ShownEffect effect = found.effect();
        if (effect == null) {
            return found.variant() + ": too little to tell";
        }
        Bounds always = effect.alwaysValidInterval();
        String difference = String.format(
                Locale.ROOT,
                "%s: %s %+.3f%s",
                found.variant(),
                metric,
                effect.difference(),
                metric.each() == null ? " a person" : "");
        return always.low() == null || always.high() == null
                ? difference + ", too little to be sure"
                : difference
                        + String.format(Locale.ROOT, ", surely between %+.3f and %+.3f", always.low(), always.high());
    }

    /** What people do in a day, and what is left for the next. */
    private final class Day {

        private final FriendGraph graph;
        private final BehaviourModel model;
        private final int[] people;
        private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
        private final Queue<Tie> ties = new ConcurrentLinkedQueue<>();
        private final Queue<Tie> shared = new ConcurrentLinkedQueue<>();

        private Day(FriendGraph graph, BehaviourModel model, int[] people) {
            this.graph = graph;
            this.model = model;
            this.people = people;
        }

        /** Some open the page, and ask, dismiss or block those whom they notice. */
        private void look(int day) {
            each(IntStream.of(people).boxed().toList(), person -> {
                if (model.opens(person, day)) {
                    look(person, day);
                }
            });
        }

        private void look(int person, int day) {
            long viewer = graph.id(person);
            List<Shown> page = client.page(viewer, PLACES);
            if (page.isEmpty()) {
                return;
            }
            client.change(
                    viewer,
                    "recordSuggestionImpressions",
                    Map.of("impressionTokens", page.stream().map(Shown::token).toList()),
                    "recorded");
            for (int place = 0; place < page.size(); place++) {
                int candidate = graph.person(page.get(place).person());
                if (candidate == FriendGraph.NOT_FOUND) {
                    continue;
                }
                Map<String, String> user = Map.of("userId", id(candidate));
                if (model.sends(person, candidate, place, day)) {
                    Map<String, String> request = Map.of("userId", id(candidate), "message", "A simulated request.");
                    if (client.change(viewer, "sendFriendRequest", request, "") != null) {
                        waiting.add(new Request(person, candidate));
                    }
                } else if (model.blocks(person, candidate, place, day)) {
                    client.change(viewer, "blockUser", user, "");
                } else if (model.dismisses(person, candidate, place, day)) {
                    client.change(viewer, "dismissSuggestion", user, "");
                }
            }
        }

        /** Who was asked accepts or does not, and some new friends write. */
        private void answer() {
            List<Request> asked = new ArrayList<>(waiting);
            waiting.clear();
            each(asked, request -> {
                Map<String, String> user = Map.of("userId", id(request.from()));
                if (model.accepts(request.to(), request.from())
                        && client.change(graph.id(request.to()), "acceptFriendRequest", user, "") != null) {
                    befriended(request);
                }
            });
        }

        private void befriended(Request request) {
            long viewer = graph.id(request.from());
            JsonNode opened = client.change(
                    viewer, "openDirectConversation", Map.of("userId", id(request.to())), "conversation { id }");
            if (opened == null) {
                return;
            }
            Tie tie = new Tie(
                    request.from(), request.to(), opened.at("/conversation/id").asString());
            ties.add(tie);
            if (model.writesFirst(request.from(), request.to())) {
                says(viewer, tie, "first", "Simulated: hello! We know some of the same people.");
            }
        }

        /** Some share a video with a new friend. */
        private void talk(int day) {
            each(List.copyOf(ties), tie -> {
                if (model.shares(tie.from(), tie.to(), day)) {
                    long viewer = graph.id(tie.from());
                    JsonNode video = client.ask(
                                    viewer,
                                    "{ viewer { friends(first: 5) { nodes { videos(first: 1) { nodes { id } } } } } }",
                                    Map.of())
                            .findValue("id");
                    if (video != null
                            && client.change(
                                            viewer,
                                            "shareVideo",
                                            Map.of(
                                                    "videoId",
                                                    video.asString(),
                                                    "conversationIds",
                                                    List.of(tie.conversation()),
                                                    "clientMessageId",
                                                    "simulated-share-" + day,
                                                    "body",
                                                    "Simulated: look at this."),
                                            "")
                                    != null) {
                        shared.add(tie);
                    }
                }
            });
        }

        /** Some of those answer. */
        private void reply(int day) {
            List<Tie> all = new ArrayList<>(shared);
            shared.clear();
            each(all, tie -> {
                if (model.replies(tie.to(), tie.from(), day)) {
                    says(graph.id(tie.to()), tie, "reply-" + day, "Simulated: I have to watch that again.");
                }
            });
        }

        private void says(long sender, Tie tie, String key, String body) {
            client.change(
                    sender,
                    "sendMessage",
                    Map.of("conversationId", tie.conversation(), "clientMessageId", "simulated-" + key, "body", body),
                    "");
        }

        private String id(int person) {
            return Viewer.USER_ID.encode(graph.id(person));
        }

        private <T> void each(List<T> all, Consumer<T> work) {
            try (ExecutorService threads =
                    Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
                List<Future<?>> done = new ArrayList<>();
                all.forEach(one -> done.add(threads.submit(() -> work.accept(one))));
                for (Future<?> one : done) {
                    one.get();
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Somebody asked somebody to be friends. */
    private record Request(int from, int to) {}

    /** Two who became friends, and where they talk. */
    private record Tie(int from, int to, String conversation) {}
}
