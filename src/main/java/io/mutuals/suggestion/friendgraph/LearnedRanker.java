package io.mutuals.suggestion.friendgraph;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Ranks with trained regression trees or, if these are no better than a closed form, with that closed form.
 *
 * <p>The {@link GraphFeatures} of a graph is computed when the graph is first ranked on, which takes seconds for a
 * large one; the two latest are kept. Callers that serve a changing graph should call {@link #prepare} with a new
 * version every few minutes in the background and keep ranking on the previous version until it returns.
 *
 * <p>A ranking costs O(friendships within two steps), at most about {@value WalkSums#WORK} steps, plus one walk down
 * each tree for each of at most {@value CandidateSelection#MAX_SIZE} candidates. Each concurrent caller needs working
 * memory of 110 to 140 bytes per person in the graph; up to {@value #MAX_POOLED} workspaces are pooled. Thread-safe.
 */
public final class LearnedRanker implements Ranker {

    private static final int MAX_POOLED = 16;

    private final LearnedModel model;
    private final @Nullable Ranker closedForm;
    private volatile @Nullable Prepared latest;

    /** Features of the previous graph, for requests that still rank on it. */
    private volatile @Nullable Prepared previous;

    public LearnedRanker(LearnedModel model) {
        this.model = model;
        closedForm = switch (model.servingDecision()) {
            case LearnedModel.Trusted trusted -> null;
            case LearnedModel.Fallback fallenBack -> Rankers.named(fallenBack.closedForm());
        };
    }

    @Override
    public String name() {
        return "learned";
    }

    /** Returns the model; {@link LearnedModel#servingDecision()} tells whether it is the one that ranks. */
    public LearnedModel model() {
        return model;
    }

    /** Computes the features of a graph, unless it is already known. Blocks for seconds on a large graph. */
    public void prepare(FriendGraph graph) {
        if (closedForm == null) {
            prepared(graph);
        }
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int limit) {
        if (closedForm != null) {
            return closedForm.rank(graph, person, limit);
        }
        if (graph.degree(person) == 0) {
            return Ranking.EMPTY;
        }
        Prepared current = prepared(graph);
        FeatureExtractor extractor = current.extractor();
        FeatureMatrix candidates = extractor.extract(person);
        // Not returned to the pool after an exception, which may have left it half cleared.
        current.pool.offer(extractor);
        float[] sums = model.trees().sums(candidates.rows(), Feature.WIDTH);
        TopCandidates best = new TopCandidates(graph, limit);
        for (int at = 0; at < sums.length; at++) {
            best.offer(candidates.people()[at], 1 / (1 + Math.exp(-sums[at])));
        }
        return best.ranking();
    }

    private Prepared prepared(FriendGraph graph) {
        Prepared found = lookUp(graph);
        if (found != null) {
            return found;
        }
        synchronized (this) {
            found = lookUp(graph);
            if (found == null) {
                found = new Prepared(GraphFeatures.of(graph), new ArrayBlockingQueue<>(MAX_POOLED));
                previous = latest;
                latest = found;
            }
            return found;
        }
    }

    private @Nullable Prepared lookUp(FriendGraph graph) {
        Prepared current = latest;
        if (current != null && current.features.graph == graph) {
            return current;
        }
        Prepared older = previous;
        return older != null && older.features.graph == graph ? older : null;
    }

    private record Prepared(GraphFeatures features, BlockingQueue<FeatureExtractor> pool) {

        private FeatureExtractor extractor() {
            FeatureExtractor extractor = pool.poll();
            return extractor == null ? new FeatureExtractor(features) : extractor;
        }
    }
}
