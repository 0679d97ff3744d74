package io.mutuals.suggestion.strategy;

import io.mutuals.api.StartFailure;
import io.mutuals.background.BackgroundLoop;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.memory.FriendGraphs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the trained model ready to rank.
 *
 * <p>Preparing the model for a graph takes seconds. It therefore ranks on a version of the graph that is a few minutes
 * old, and is prepared for the next one in the background; users who have become friends since are excluded with all
 * others who may not be suggested. A model that was no better than a closed form on its validation data is replaced by
 * that closed form.
 */
@Component
class LearnedRanking extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(LearnedRanking.class);

    private static final Duration GRAPH_POLL_INTERVAL = Duration.ofSeconds(1);

    private final FriendGraphs graphs;
    private final ModelProperties properties;
    private final @Nullable LearnedRanker learned;
    private final @Nullable Ranker closedForm;
    private volatile @Nullable FriendGraph prepared;

    LearnedRanking(FriendGraphs graphs, ModelProperties properties) {
        super(
                "suggestions-model",
                "The model could not be prepared for the current friend graph; it still ranks on the previous version");
        this.graphs = graphs;
        this.properties = properties;
        LearnedModel model = properties.file() == null ? null : read(properties.file());
        this.learned = model != null && model.servingDecision() instanceof LearnedModel.Trusted
                ? new LearnedRanker(model)
                : null;
        this.closedForm = model != null && model.servingDecision() instanceof LearnedModel.Fallback fallenBack
                ? Rankers.named(fallenBack.closedForm())
                : null;
        if (model != null) {
            log.info("Suggestions: {}", model.servingDecision().reason());
        }
    }

    private static LearnedModel read(Path file) {
        try {
            return LearnedModel.read(file);
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "The model " + file + " cannot be read: " + unreadable.getMessage(),
                    "Name a file that the train command of this version wrote in "
                            + "mutuals.suggestion.model.file, or none.",
                    unreadable);
        }
    }

    /**
     * Returns the ranker named {@code learned}, with the graph it is prepared for; empty without a model or a graph.
     */
    Optional<Ready> ready() {
        FriendGraph graph = prepared;
        if (learned != null && graph != null) {
            return Optional.of(new Ready(learned, graph));
        }
        Ranker plain = closedForm;
        return plain == null ? Optional.empty() : graphs.current().map(current -> new Ready(plain, current));
    }

    /** Returns whether a trained model serves, rather than a closed form in its place. */
    boolean isTrained() {
        return learned != null;
    }

    /** Prepares the model for the current graph; returns false if there is none. */
    boolean prepare() {
        LearnedRanker ranker = learned;
        FriendGraph graph = graphs.current().orElse(null);
        if (ranker != null && graph != null && graph != prepared) {
            ranker.prepare(graph);
        }
        prepared = graph;
        return graph != null;
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(prepare() ? properties.prepare() : GRAPH_POLL_INTERVAL);
    }

    @Override
    public void start() {
        if (learned != null) {
            super.start();
        }
    }

    /** Ranker with the graph it is prepared for. */
    record Ready(Ranker ranker, FriendGraph graph) {}
}
