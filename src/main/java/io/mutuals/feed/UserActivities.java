package io.mutuals.feed;

import java.util.List;

/**
 * What memory holds of the activities of a user: the latest, also those that few may see.
 *
 * @param latest the newest first
 */
record UserActivities(List<Activity> latest) {

    /** A user who did nothing, or does not exist. */
    static final UserActivities NONE = new UserActivities(List.of());

    private static final int FIXED_WEIGHT = 40;

    UserActivities {
        latest = latest.stream().sorted(Activity.NEWEST_FIRST).toList();
    }

    /** Returns the approximate heap that they take, in bytes. */
    int weight() {
        return FIXED_WEIGHT + latest.size() * Activity.WEIGHT;
    }
}
