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
 * Has the trained model ready to rank.
 *
 * <p>A model must take in a graph as a whole before it ranks on it, which takes seconds. So it ranks on a version of the graph that is
 * some minutes old, and takes in the next one in the background; whoever became a friend meanwhile is left out like everybody else
 * who may not be suggested. A model that was no better than a closed form on its own validation part stands for that closed form.
 */
@Component
class LearnedRanking extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(LearnedRanking.class);

    private static final Duration UNTIL_THERE_IS_A_GRAPH = Duration.ofSeconds(1);

    private final FriendGraphs graphs;
    private final ModelProperties properties;
    private final @Nullable LearnedRanker learned;
    private final @Nullable Ranker closedForm;
    private volatile @Nullable FriendGraph prepared;

    LearnedRanking(FriendGraphs graphs, ModelProperties properties) {
        super(
                "suggestions-model",
                "The model did not take in a new version of the friend graph; it ranks on the one before");
        this.graphs = graphs;
        this.properties = properties;
        LearnedModel model = properties.file() == null ? null : read(properties.file());
        this.learned = model != null && model.servingDecision() instanceof LearnedModel.Trusted
                ? new LearnedRanker(model)
                : null;
        this.closedForm = model != null && model.servingDecision() instanceof LearnedModel.FallenBack fallenBack
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
                    "Name a file that the train command of this version wrote in mutuals.suggestion.model.file, or none.",
                    unreadable);
        }
    }

    /** What ranks in place of {@code learned} just now, and on which graph; empty when there is no model or no graph. */
    Optional<Ready> ready() {
        FriendGraph graph = prepared;
        if (learned != null && graph != null) {
            return Optional.of(new Ready(learned, graph));
        }
        Ranker plain = closedForm;
        return plain == null ? Optional.empty() : graphs.current().map(current -> new Ready(plain, current));
    }

    /** Whether there is a model that did not fall back. */
    boolean isTrained() {
        return learned != null;
    }

    /** Takes in the graph as it is now; false when there is none. */
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
        Thread.sleep(prepare() ? properties.prepare() : UNTIL_THERE_IS_A_GRAPH);
    }

    @Override
    public void start() {
        if (learned != null) {
            super.start();
        }
    }

    /** A ranker that can rank on a graph at once. */
    record Ready(Ranker ranker, FriendGraph graph) {}
}
