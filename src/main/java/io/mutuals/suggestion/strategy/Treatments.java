package io.mutuals.suggestion.strategy;

import io.mutuals.api.UserId;
import org.jspecify.annotations.Nullable;

/** Assigns recipes to viewers. Implemented by experiments, so that suggestions do not depend on them. */
public interface Treatments {

    /**
     * Returns the viewer's current treatment, which applies unless the viewer requests a strategy. Answers from memory
     * within microseconds.
     */
    Treatment of(UserId viewer);

    /**
     * Returns whether viewers who have started to page through a ranking of this recipe may continue in it although
     * they would now get another.
     */
    boolean mayBeFinished(String recipe);

    /**
     * Records that a page was served under this treatment. Neither blocks nor throws.
     *
     * @param explored draw for the first place of the ranking; null if it does not explore
     */
    void used(UserId viewer, Treatment treatment, @Nullable ExplorationRecord explored);
}
