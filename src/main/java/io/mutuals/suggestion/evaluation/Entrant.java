package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.Ranker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ranker to evaluate: bare, or as a configured strategy serves it.
 *
 * @param served the composition of the strategy; null for a bare ranker
 * @param trainingSeconds the duration of its training; null if it was not trained by this evaluation
 * @param note a caveat for readers of the results, in one or two sentences; null if there is none
 */
public record Entrant(
        Ranker ranker,
        @Nullable Served served,
        @Nullable Double trainingSeconds,
        @Nullable String note) {

    /** Returns an entrant that needs no training. */
    public static Entrant untrained(Ranker ranker) {
        return new Entrant(ranker, null, null, null);
    }

    /** Trains the learned ranker on the training part of {@code split} only. */
    public static Entrant trained(Split split, TrainingOptions options, Progress progress) {
        long started = System.nanoTime();
        LearnedModel model = Training.train(split.train(), options, progress);
        return learned(model, split, (System.nanoTime() - started) / 1e9, progress);
    }

    /**
     * Returns the learned ranker with an existing model.
     *
     * @param model a model trained without the friendships that {@code split} holds out; this cannot be checked
     */
    public static Entrant trainedBefore(LearnedModel model, Split split, Progress progress) {
        return learned(model, split, null, progress);
    }

    /**
     * Returns this ranker as a configured strategy serves it.
     *
     * @param strategy the name of the strategy
     * @param sourcesLeftOut the strategy's sources other than friends of friends
     * @param hubLimit the setting {@code mutuals.suggestion.graph.hub-limit}
     * @param loneFriendLimit the setting {@code mutuals.suggestion.lone-friend-limit}
     */
    public Entrant served(String strategy, List<String> sourcesLeftOut, int hubLimit, int loneFriendLimit) {
        Served composition = new Served(ranker.name(), sourcesLeftOut);
        return new Entrant(
                new ServedRanker(strategy, ranker, hubLimit, loneFriendLimit),
                composition,
                trainingSeconds,
                note == null ? composition.sentence() : composition.sentence() + " " + note);
    }

    private static Entrant learned(LearnedModel model, Split split, @Nullable Double seconds, Progress progress) {
        LearnedRanker ranker = new LearnedRanker(model);
        progress.at("Preparing learned", 0, 1);
        ranker.prepare(split.train());
        progress.at("Preparing learned", 1, 1);
        return new Entrant(ranker, null, seconds, model.servingDecision().reason());
    }
}
