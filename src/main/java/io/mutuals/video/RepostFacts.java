package io.mutuals.video;

import io.mutuals.memory.TimedIds;
import java.util.Map;

/**
 * What memory holds of the reposts of a video.
 *
 * @param users the users who reposted it, each with the time of the repost
 * @param comments the text that a user added, by the number of the user; absent if there is none
 */
record RepostFacts(TimedIds users, Map<Long, String> comments) {

    /** A video that no user has reposted. */
    static final RepostFacts NONE = new RepostFacts(TimedIds.NONE, Map.of());

    private static final int FIXED_WEIGHT = 80;
    private static final int WEIGHT_OF_COMMENT = 130;

    /** Returns the approximate heap that they take, in bytes. */
    int weight() {
        int characters = comments.values().stream().mapToInt(String::length).sum();
        return FIXED_WEIGHT + users.weight() + WEIGHT_OF_COMMENT * comments.size() + 2 * characters;
    }
}
