package io.mutuals.suggestion.graph;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Ranks by trees that were trained on a graph of this kind, or, when they are no better than a closed form, by that.
 *
 * <p>What it knows of the graph as a whole is computed when a graph is first seen, which takes seconds for a large one ({@link Landscape}),
 * and kept until two other graphs are. Whoever serves a graph that changes calls {@link #prepare} with a new version every few minutes, in the
 * background; until it returns, the version before it serves.
 *
 * <p>A user costs O(friendships within two steps), at most some {@value Walks#WORK} steps, and a walk down each tree for each of at
 * most 440 candidates. Memory for each of the threads that rank at the same time, at most {@value #MOST_KEPT} kept: 110 bytes a person of the graph.
 */
public final class LearnedRanker implements Ranker {

    private static final int MOST_KEPT = 16;

    private final LearnedModel model;
    private final @Nullable Ranker closedForm;
    private volatile @Nullable Ready ready;

    /** The version before, for requests that still rank on it. */
    private volatile @Nullable Ready before;

    public LearnedRanker(LearnedModel model) {
        this.model = model;
        closedForm = switch (model.verdict()) {
            case LearnedModel.Trusted trusted -> null;
            case LearnedModel.FallenBack fallenBack -> Rankers.named(fallenBack.closedForm());
        };
    }

    @Override
    public String name() {
        return "learned";
    }

    /** Its model; {@link LearnedModel#verdict()} says whether the model itself ranks. */
    public LearnedModel model() {
        return model;
    }

    /** Works out what is to be known of a graph as a whole, unless that is done. */
    public void prepare(FriendGraph graph) {
        if (closedForm == null) {
            readyFor(graph);
        }
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int places) {
        if (closedForm != null) {
            return closedForm.rank(graph, person, places);
        }
        if (graph.degree(person) == 0) {
            return Ranking.EMPTY;
        }
        Ready current = readyFor(graph);
        Explorer explorer = current.explorer();
        Candidates candidates = explorer.explore(person);
        // One that an exception left half cleared is not kept.
        current.free.offer(explorer);
        float[] sums = model.trees().sums(candidates.rows(), Feature.WIDTH);
        BestByScore best = new BestByScore(graph, places);
        for (int at = 0; at < sums.length; at++) {
            best.offer(candidates.people()[at], 1 / (1 + Math.exp(-sums[at])));
        }
        return best.ranking();
    }

    private Ready readyFor(FriendGraph graph) {
        Ready found = foundFor(graph);
        if (found != null) {
            return found;
        }
        synchronized (this) {
            found = foundFor(graph);
            if (found == null) {
                found = new Ready(Landscape.of(graph), new ArrayBlockingQueue<>(MOST_KEPT));
                before = ready;
                ready = found;
            }
            return found;
        }
    }

    private @Nullable Ready foundFor(FriendGraph graph) {
        Ready latest = ready;
        if (latest != null && latest.landscape.graph == graph) {
            return latest;
        }
        Ready older = before;
        return older != null && older.landscape.graph == graph ? older : null;
    }

    private record Ready(Landscape landscape, BlockingQueue<Explorer> free) {

        private Explorer explorer() {
            Explorer explorer = free.poll();
            return explorer == null ? new Explorer(landscape) : explorer;
        }
    }
}
