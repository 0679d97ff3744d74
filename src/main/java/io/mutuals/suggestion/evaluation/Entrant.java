package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.graph.Ranker;
import org.jspecify.annotations.Nullable;

/**
 * A ranker to be evaluated.
 *
 * @param trainingSeconds how long it was trained; null when it was not
 */
public record Entrant(Ranker ranker, @Nullable Double trainingSeconds) {

    /** One that needs no training. */
    public static Entrant untrained(Ranker ranker) {
        return new Entrant(ranker, null);
    }
}
