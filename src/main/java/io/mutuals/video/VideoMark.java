package io.mutuals.video;

import io.mutuals.limit.ActionLimit;
import io.mutuals.user.Visibility;

/** What a viewer does with a video, and may take back: a relationship from user to video with the time of it. */
enum VideoMark {
    /** Seen by all as a count, and by friends by name. Its changes are in the change log. */
    LIKE("LIKED", ActionLimit.LIKE_VIDEO),
    /** Seen by the viewer alone. Memory holds nothing of it, so its changes are not in the change log. */
    SAVE("SAVED", ActionLimit.SAVE_VIDEO),
    /** Seen by all as a count, and by friends by name, with an optional comment. Its changes are in the change log. */
    REPOST("REPOSTED", ActionLimit.REPOST_VIDEO);

    private final String relationship;
    private final ActionLimit limit;

    VideoMark(String relationship, ActionLimit limit) {
        this.relationship = relationship;
        this.limit = limit;
    }

    /** Returns the type of the relationship. */
    String relationship() {
        return relationship;
    }

    /** Returns the limit that setting and removing it share. */
    ActionLimit limit() {
        return limit;
    }

    /**
     * Returns Cypher clauses that bind {@code friend} to the friends of {@code viewer}, absent ones excepted, who have
     * set this mark on {@code video}, and {@code mark} to it. They look the mark of each friend up: without the
     * subquery, the planner may walk over all marks of the video instead, depending on what the database held when it
     * planned.
     */
    String ofFriends() {
        return """
            MATCH (viewer)-[:FRIENDS_WITH]-(friend:User)
            WHERE %s
            CALL (friend, video) {
              WITH friend, video
              LIMIT 1
              MATCH (friend)-[mark:%s]->(video)
              RETURN mark
            }""".formatted(Visibility.isPresent("friend"), relationship);
    }
}
