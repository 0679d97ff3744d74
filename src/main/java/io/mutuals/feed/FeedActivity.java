package io.mutuals.feed;

import io.mutuals.user.User;
import java.time.Instant;
import java.util.List;

/**
 * What friends did with a video, by its kind.
 *
 * @param at the time of the latest
 * @param friendCount the number of friends
 * @param known the latest of them, at most {@link #KNOWN}
 */
record FeedActivity(ActivityKind kind, Instant at, int friendCount, List<User> known) {

    /** The most friends that are named. */
    static final int KNOWN = 10;

    /** Returns an English sentence, such as "Ben and 3 friends reposted this." */
    String text() {
        String first = known.getFirst().displayName();
        String all = switch (friendCount) {
            case 1 -> first;
            case 2 -> known.size() > 1 ? first + " and " + known.get(1).displayName() : first + " and 1 friend";
            default -> first + " and " + (friendCount - 1) + " friends";
        };
        return all + " " + kind.verb() + " this.";
    }
}
