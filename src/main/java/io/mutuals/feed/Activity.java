package io.mutuals.feed;

import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.Comparator;
import org.neo4j.driver.Value;

/**
 * One thing that a friend did with a video.
 *
 * @param friend the internal id of the friend
 * @param video the internal id of the video
 * @param comment the internal id of the comment; {@link #NONE} unless the friend commented
 * @param opener the author of the thread of the comment, who decides whether it may be seen; {@link #NONE} unless the
 *     friend commented, and where that has been decided
 */
record Activity(ActivityKind kind, long friend, long video, Instant at, long comment, long opener) {

    /** No comment, and no opener. */
    static final long NONE = 0;

    /** The newest first; a total order, whatever the order in which activities were read. */
    static final Comparator<Activity> NEWEST_FIRST = Comparator.comparing(Activity::at)
            .reversed()
            .thenComparing(Comparator.comparingLong(Activity::video).reversed())
            .thenComparing(Activity::kind)
            .thenComparingLong(Activity::friend)
            .thenComparingLong(Activity::comment);

    /** The approximate heap that an activity takes, in bytes. */
    static final int WEIGHT = 88;

    /** Reads {@code [kind, video, epochSeconds, nanosecond, comment, opener]} of a friend. */
    static Activity from(long friend, Value found) {
        return new Activity(
                ActivityKind.valueOf(found.get(0).asString()),
                friend,
                found.get(1).asLong(),
                Times.instant(found.get(2), found.get(3)),
                found.get(4).asLong(NONE),
                found.get(5).asLong(NONE));
    }
}
