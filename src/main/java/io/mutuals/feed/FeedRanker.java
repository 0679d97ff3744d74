package io.mutuals.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders the videos of a feed. Pure functions of what friends did; ties go to the newer activity. */
enum FeedRanker {

    /** The latest activity first. */
    LATEST("latest") {
        @Override
        List<FeedPlace> rank(FeedFriends friends) {
            return friends.candidates().stream()
                    .sorted(NEWEST_FIRST)
                    .map(candidate -> new FeedPlace(
                            candidate.video(), candidate.latest().kind().reason(), candidate.activities()))
                    .toList();
        }
    },

    /**
     * Closeness, recency and number of friends: each friend counts once, with the best of what they did, by the weight
     * of its kind, {@link #CLOSE} times as much if they are on the viewer's list of close friends, and half as much
     * for each {@link #HALF_LIFE} that has passed.
     */
    AFFINITY("affinity") {
        @Override
        List<FeedPlace> rank(FeedFriends friends) {
            return byScore(
                    friends,
                    activity -> activity.kind().weight()
                            * (friends.closeFriends().contains(activity.friend()) ? CLOSE : 1)
                            * recency(activity.at(), friends.until()));
        }
    },

    /** The number of friends first, and recency among equals. */
    MOST_FRIENDS("most-friends") {
        @Override
        List<FeedPlace> rank(FeedFriends friends) {
            return byScore(friends, activity -> 1 + recency(activity.at(), friends.until()) / FeedCandidate.MOST / 2);
        }
    };

    /** How many times as much a close friend counts. */
    static final double CLOSE = 3;

    /** The time after which an activity counts half. */
    static final Duration HALF_LIFE = Duration.ofHours(24);

    private static final Comparator<FeedCandidate> NEWEST_FIRST =
            Comparator.comparing(FeedCandidate::latest, Activity.NEWEST_FIRST);

    private final String text;

    FeedRanker(String text) {
        this.text = text;
    }

    /** Returns the name in the configuration. */
    String text() {
        return text;
    }

    /** Returns the ranker with a name in the configuration. */
    static Optional<FeedRanker> named(String text) {
        return Arrays.stream(values())
                .filter(ranker -> ranker.text.equals(text))
                .findFirst();
    }

    /** Returns a place for each video, the best first. */
    abstract List<FeedPlace> rank(FeedFriends friends);

    private static List<FeedPlace> byScore(FeedFriends friends, Score score) {
        return friends.candidates().stream()
                .map(candidate -> Scored.of(candidate, score))
                .sorted(Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(Scored::candidate, NEWEST_FIRST))
                .map(scored -> new FeedPlace(scored.candidate.video(), scored.reason, scored.candidate.activities()))
                .toList();
    }

    private static double recency(Instant at, Instant now) {
        double halfLives = (double) Math.max(0, Duration.between(at, now).toMillis()) / HALF_LIFE.toMillis();
        return Math.pow(0.5, halfLives);
    }

    /** Says how much one activity counts. */
    @FunctionalInterface
    private interface Score {
        double of(Activity activity);
    }

    /** @param reason the kind of activity that contributes most */
    private record Scored(FeedCandidate candidate, double score, FeedReasonKind reason) {

        static Scored of(FeedCandidate candidate, Score score) {
            Map<Long, Activity> best = new HashMap<>();
            for (Activity activity : candidate.activities()) {
                best.merge(activity.friend(), activity, (one, other) -> score.of(other) > score.of(one) ? other : one);
            }
            // In the order of activities, so that sums of doubles do not depend on a map's order.
            Map<ActivityKind, Double> byKind = new EnumMap<>(ActivityKind.class);
            double sum = 0;
            for (Activity activity : candidate.activities()) {
                if (activity.equals(best.get(activity.friend()))) {
                    double counts = score.of(activity);
                    sum += counts;
                    byKind.merge(activity.kind(), counts, Double::sum);
                }
            }
            ActivityKind leading = candidate.latest().kind();
            for (ActivityKind kind : ActivityKind.values()) {
                if (byKind.getOrDefault(kind, 0.0) > byKind.getOrDefault(leading, 0.0)) {
                    leading = kind;
                }
            }
            return new Scored(candidate, sum, leading.reason());
        }
    }
}
