package io.mutuals.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mutuals.SideBySide;
import io.mutuals.api.Cursor;
import io.mutuals.api.RequestException;
import io.mutuals.memory.IdSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rankers order by what they say, and do not depend on the order in which activities were read. */
@SideBySide
class FeedRankerTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void theLatestActivityIsFirstAndItsKindIsTheReason() {
        FeedCandidate one = candidate(1, liked(7, 1, 2), reposted(8, 1, 5));
        FeedCandidate two = candidate(2, reposted(7, 2, 3));
        assertThat(rank(FeedRanker.LATEST, IdSet.NONE, two, one))
                .containsExactly("1 FRIENDS_LIKED", "2 FRIENDS_REPOSTED");
    }

    @Test
    void aCloseFriendCountsThreeTimes() {
        FeedCandidate one = candidate(1, liked(7, 1, 2));
        FeedCandidate two = candidate(2, liked(8, 2, 1), liked(9, 2, 1));
        assertThat(rank(FeedRanker.AFFINITY, IdSet.NONE, one, two)).startsWith("2 FRIENDS_LIKED");
        assertThat(rank(FeedRanker.AFFINITY, new IdSet(List.of(7L)), one, two)).startsWith("1 FRIENDS_LIKED");
    }

    @Test
    void whatIsADayOldCountsHalf() {
        FeedCandidate old = candidate(1, liked(7, 1, 24), liked(8, 1, 24));
        FeedCandidate older = candidate(2, liked(7, 2, 25), liked(8, 2, 25));
        FeedCandidate fresh = candidate(3, liked(7, 3, 0));
        assertThat(rank(FeedRanker.AFFINITY, IdSet.NONE, older, old, fresh))
                .containsExactly("3 FRIENDS_LIKED", "1 FRIENDS_LIKED", "2 FRIENDS_LIKED");
    }

    @Test
    void aFriendWhoDoesManyThingsCountsOnceWithTheBest() {
        FeedCandidate busy = candidate(1, liked(7, 1, 1), reposted(7, 1, 1), commented(7, 1, 1), commented(7, 1, 1));
        FeedCandidate two = candidate(2, reposted(7, 2, 1), liked(8, 2, 1));
        assertThat(rank(FeedRanker.AFFINITY, IdSet.NONE, busy, two))
                .containsExactly("2 FRIENDS_REPOSTED", "1 FRIENDS_REPOSTED");
        assertThat(rank(FeedRanker.MOST_FRIENDS, IdSet.NONE, busy, two)).startsWith("2 FRIENDS_LIKED");
    }

    @Test
    void theOrderDoesNotDependOnTheOrderOfReading() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            List<FeedCandidate> candidates = new ArrayList<>();
            for (long video = 1; video <= 20; video++) {
                List<Activity> activities = new ArrayList<>();
                for (int activity = 0; activity <= random.nextInt(8); activity++) {
                    ActivityKind kind = ActivityKind.values()[random.nextInt(4)];
                    activities.add(
                            new Activity(kind, random.nextInt(5), video, hoursAgo(random.nextInt(4)), activity, 0));
                }
                candidates.add(new FeedCandidate(video, activities));
            }
            List<FeedCandidate> shuffled = new ArrayList<>();
            for (FeedCandidate candidate : candidates) {
                List<Activity> activities = new ArrayList<>(candidate.activities());
                Collections.shuffle(activities, random);
                shuffled.add(new FeedCandidate(candidate.video(), activities));
            }
            Collections.shuffle(shuffled, random);
            for (FeedRanker ranker : FeedRanker.values()) {
                IdSet close = new IdSet(List.of(1L, 3L));
                assertThat(ranker.rank(new FeedFriends(shuffled, close, NOW)))
                        .as("%s", ranker)
                        .isEqualTo(ranker.rank(new FeedFriends(candidates, close, NOW)));
            }
        }
    }

    @Test
    void aStoredFeedIsReadAsItWas() {
        List<FeedPlace> places = List.of(
                new FeedPlace(1, FeedReasonKind.FRIENDS_COMMENTED, List.of(commented(7, 1, 1), liked(8, 1, 2))),
                new FeedPlace(2, FeedReasonKind.POPULAR_IN_REGION, List.of()));
        FeedSnapshot feed = new FeedSnapshot(9, NOW.plusNanos(5), "latest", places);
        assertThat(FeedSnapshot.decode(feed.encode())).isEqualTo(feed);
    }

    @Test
    void aFeedThatWasMadeAgainGoesOnAfterTheVideoOrWhereItWouldHaveStood() {
        List<FeedPlace> places =
                rankedPlaces(candidate(1, liked(7, 1, 1)), candidate(2, liked(7, 2, 2)), candidate(3, liked(7, 3, 3)));
        assertThat(cursor(FeedOrder.LATEST, 2, 2).next(places)).isEqualTo(2);
        assertThat(cursor(FeedOrder.LATEST, 9, 2).next(places)).isEqualTo(1);
        assertThat(cursor(FeedOrder.LATEST, 0, 2).next(places)).isEqualTo(2);
        assertThat(cursor(FeedOrder.RANKED, 3, 2).next(places)).isEqualTo(3);
        assertThat(cursor(FeedOrder.RANKED, 9, 2).next(places)).isEqualTo(2);
        FeedCursor cursor = cursor(FeedOrder.RANKED, 9, 2);
        assertThat(FeedCursor.read(FeedOrder.RANKED, cursor.write())).isEqualTo(cursor);
    }

    @Test
    void aCursorHasBoundsAndSaysNothingOfTheStrategy() {
        String read = new String(
                Base64.getUrlDecoder().decode(cursor(FeedOrder.RANKED, 9, 2).write()), StandardCharsets.UTF_8);
        assertThat(read.split("\u001f")).hasSize(6);
        for (Object[] values : List.of(
                new Object[] {5, NOW, "close-friends", 1, 1, NOW},
                new Object[] {5, NOW, -1, 1, NOW},
                new Object[] {5, NOW, Integer.MAX_VALUE, 1, NOW},
                new Object[] {5, NOW, Short.MAX_VALUE, 1, NOW},
                new Object[] {5, NOW, 1, -1, NOW},
                new Object[] {0, NOW, 1, 1, NOW},
                new Object[] {-5, NOW, 1, 1, NOW})) {
            assertThatExceptionOfType(RequestException.class)
                    .as("%s", List.of(values))
                    .isThrownBy(() -> FeedCursor.read(FeedOrder.RANKED, Cursor.encode("feed.ranked", values)));
        }
        FeedCursor last =
                FeedCursor.read(FeedOrder.RANKED, Cursor.encode("feed.ranked", 5, NOW, FeedCursor.LAST, 9, NOW));
        assertThat(Objects.requireNonNull(last).next(rankedPlaces(candidate(1, liked(7, 1, 1)))))
                .isEqualTo(1);
    }

    private static FeedCursor cursor(FeedOrder order, long video, int hours) {
        return new FeedCursor(order, 5, NOW, 1, video, hoursAgo(hours));
    }

    private static List<FeedPlace> rankedPlaces(FeedCandidate... candidates) {
        return FeedRanker.LATEST.rank(new FeedFriends(List.of(candidates), IdSet.NONE, NOW));
    }

    private static Stream<String> ranked(FeedRanker ranker, IdSet close, FeedCandidate... candidates) {
        return ranker.rank(new FeedFriends(List.of(candidates), close, NOW)).stream()
                .map(place -> place.video() + " " + place.reason());
    }

    private static List<String> rank(FeedRanker ranker, IdSet close, FeedCandidate... candidates) {
        return ranked(ranker, close, candidates).toList();
    }

    private static FeedCandidate candidate(long video, Activity... activities) {
        return new FeedCandidate(video, List.of(activities));
    }

    private static Activity liked(long friend, long video, int hours) {
        return new Activity(ActivityKind.LIKED, friend, video, hoursAgo(hours), 0, 0);
    }

    private static Activity reposted(long friend, long video, int hours) {
        return new Activity(ActivityKind.REPOSTED, friend, video, hoursAgo(hours), 0, 0);
    }

    private static Activity commented(long friend, long video, int hours) {
        return new Activity(ActivityKind.COMMENTED, friend, video, hoursAgo(hours), 50 + hours, 0);
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }
}
