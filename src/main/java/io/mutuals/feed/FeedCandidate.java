package io.mutuals.feed;

import java.util.List;

/**
 * A video that a viewer may see, with what their friends did with it.
 *
 * @param video the internal id
 * @param activities what the viewer may know, the newest first, at most {@link #MOST}; never empty
 */
record FeedCandidate(long video, List<Activity> activities) {

    /** The number of activities with one video above which older ones are not counted. */
    static final int MOST = 100;

    FeedCandidate {
        activities =
                activities.stream().sorted(Activity.NEWEST_FIRST).limit(MOST).toList();
    }

    /** Returns the latest activity. */
    Activity latest() {
        return activities.getFirst();
    }
}
