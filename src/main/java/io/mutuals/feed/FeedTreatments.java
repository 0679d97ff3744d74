package io.mutuals.feed;

import io.mutuals.api.UserId;

/** Assigns strategies to viewers. Implemented by experiments, so that the feed does not depend on them. */
public interface FeedTreatments {

    /** Returns the viewer's current treatment, from memory. */
    FeedTreatment of(UserId viewer);

    /**
     * Returns whether viewers who have started to page through a feed of this strategy may continue in it although they
     * would now get another.
     */
    boolean mayBeFinished(String strategy);

    /** Records that a page was served under this treatment. Neither blocks nor throws. */
    void used(UserId viewer, FeedTreatment treatment);
}
