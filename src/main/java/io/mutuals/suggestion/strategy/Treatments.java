package io.mutuals.suggestion.strategy;

import org.jspecify.annotations.Nullable;

/** Who gets which ranking. Suggestions ask, and experiments answer; so suggestions need not know of them. */
public interface Treatments {

    /** What decides the viewer's ranking now, unless they ask for a strategy themselves. In memory, within microseconds; asks nobody. */
    Treatment of(long viewer);

    /** Whether those who have begun to page in a ranking of this recipe may go on in it, though they would get another now. */
    boolean mayBeFinished(String recipe);

    /**
     * A page was answered by this treatment. Neither waits nor throws.
     *
     * @param explored what the ranking's first place was drawn from; null when it was not
     */
    void used(long viewer, Treatment treatment, @Nullable Explored explored);
}
