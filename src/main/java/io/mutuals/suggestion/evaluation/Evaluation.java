package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.evaluation.EvaluationResult.EvaluatedGraph;
import io.mutuals.suggestion.evaluation.EvaluationResult.Setup;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Evaluates rankers on held-out friendships.
 *
 * <p>Quality is measured on all cores. Speed is measured afterwards on one thread, when the code is warm and the cores
 * are idle. All figures except speed are determined by the split, the rankers and the seed.
 */
public final class Evaluation {

    private final Split split;
    private final String graph;
    private final String times;
    private final Setup setup;
    private final Bootstrap bootstrap;
    private final List<DegreeBucket> buckets;

    /**
     * @param split a split with at least one test user
     * @param graph the name of the graph in reports
     * @param times the source of its times, as in {@link EdgeList#times()}
     */
    public Evaluation(Split split, String graph, String times, Setup setup) {
        this.split = split;
        this.graph = graph;
        this.times = times;
        this.setup = setup;
        bootstrap = new Bootstrap(setup.resamples(), setup.seed());
        buckets = DegreeBucket.of(Arrays.stream(split.users())
                .map(user -> split.train().degree(user))
                .toArray());
    }

    /**
     * Evaluates all entrants.
     *
     * @param entrants at least one, with distinct names, including the baseline
     * @throws IllegalArgumentException if the baseline is missing
     */
    public EvaluationResult run(List<Entrant> entrants, Progress progress) {
        List<Trial> trials = new ArrayList<>();
        List<Speed> speeds = new ArrayList<>();
        List<StrategyResult> strategies = new ArrayList<>();
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            for (Entrant entrant : entrants) {
                trials.add(Trial.of(split, entrant.ranker(), setup.places(), workers, progress));
            }
            for (Entrant entrant : entrants) {
                speeds.add(Speed.of(split, entrant.ranker(), setup.places()));
                progress.at("Timing", speeds.size(), entrants.size());
            }
            Trial baseline = trials.get(baseline(entrants));
            Trial best = trials.stream()
                    .max(Comparator.comparingDouble(
                            trial -> Arrays.stream(trial.values(Measure.NDCG)).sum()))
                    .orElseThrow();
            StrategyResult[] evaluated = new StrategyResult[entrants.size()];
            workers.forEach(
                    evaluated.length,
                    at -> evaluated[at] = strategy(entrants.get(at), trials.get(at), baseline, best, speeds.get(at)),
                    done -> progress.at("Drawing samples", done, evaluated.length));
            strategies.addAll(List.of(evaluated));
        }
        return new EvaluationResult(setup, graph(), strategies);
    }

    private int baseline(List<Entrant> entrants) {
        return IntStream.range(0, entrants.size())
                .filter(at -> entrants.get(at).ranker().name().equals(setup.baseline()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The baseline is not among the strategies"));
    }

    private StrategyResult strategy(Entrant entrant, Trial trial, Trial baseline, Trial best, Speed speed) {
        Map<Measure, BootstrapInterval> quality = new EnumMap<>(Measure.class);
        Map<Measure, BootstrapInterval> gain = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            quality.put(measure, bootstrap.mean(trial.values(measure)));
            gain.put(measure, bootstrap.difference(trial.values(measure), baseline.values(measure)));
        }
        return new StrategyResult(
                entrant.ranker().name(),
                entrant.served(),
                quality,
                gain,
                bootstrap.difference(trial.values(Measure.NDCG), best.values(Measure.NDCG)),
                buckets.stream()
                        .map(bucket -> bootstrap.mean(trial.values(Measure.NDCG, bucket)))
                        .toList(),
                trial.hitByPlace(setup.places()),
                trial.exposure(),
                speed,
                entrant.trainingSeconds(),
                entrant.note());
    }

    private EvaluatedGraph graph() {
        return new EvaluatedGraph(
                graph,
                split.byTime(),
                times,
                split.train().people(),
                split.train().friendships(),
                split.heldOutFriendships(),
                split.dropped(),
                split.users().length,
                split.twoHopCeiling(Split.USERS),
                buckets);
    }
}
