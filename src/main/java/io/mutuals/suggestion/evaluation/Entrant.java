package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.Ranker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ranker to be evaluated, by itself or as a strategy of the configuration.
 *
 * @param served what that strategy consists of; null for a ranker by itself
 * @param trainingSeconds how long it was trained; null when it was not, or elsewhere
 * @param note what whoever reads the results should know of it, in a sentence or two; null for nothing
 */
public record Entrant(
        Ranker ranker,
        @Nullable Served served,
        @Nullable Double trainingSeconds,
        @Nullable String note) {

    /** One that needs no training. */
    public static Entrant untrained(Ranker ranker) {
        return new Entrant(ranker, null, null, null);
    }

    /** The learned ranker, trained on what {@code split} lets be seen and nothing else. */
    public static Entrant trained(Split split, TrainingOptions options, Progress progress) {
        long started = System.nanoTime();
        LearnedModel model = Training.train(split.train(), options, progress);
        return learned(model, split, (System.nanoTime() - started) / 1e9, progress);
    }

    /**
     * The learned ranker as it was trained before.
     *
     * @param model was trained without the friendships that {@code split} holds out; nobody can tell that from the model
     */
    public static Entrant trainedBefore(LearnedModel model, Split split, Progress progress) {
        return learned(model, split, null, progress);
    }

    /**
     * The same ranker as it serves under a strategy of the configuration.
     *
     * @param strategy its name
     * @param sourcesLeftOut the strategy's sources beside friends of friends
     * @param hubLimit as {@code mutuals.suggestion.graph.hub-limit}
     * @param loneFriendLimit as {@code mutuals.suggestion.lone-friend-limit}
     */
    public Entrant served(String strategy, List<String> sourcesLeftOut, int hubLimit, int loneFriendLimit) {
        Served as = new Served(ranker.name(), sourcesLeftOut);
        return new Entrant(
                new ServedRanker(strategy, ranker, hubLimit, loneFriendLimit),
                as,
                trainingSeconds,
                note == null ? as.sentence() : as.sentence() + " " + note);
    }

    private static Entrant learned(LearnedModel model, Split split, @Nullable Double seconds, Progress progress) {
        LearnedRanker ranker = new LearnedRanker(model);
        progress.at("Preparing learned", 0, 1);
        ranker.prepare(split.train());
        progress.at("Preparing learned", 1, 1);
        return new Entrant(ranker, null, seconds, model.servingDecision().reason());
    }
}
