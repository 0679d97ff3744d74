package io.mutuals.feed;

import io.mutuals.user.User;
import io.mutuals.video.Likes;
import io.mutuals.video.Video;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A video in a feed.
 *
 * @param likes the likes of the video; null unless they were read with it
 * @param at the time of the latest activity; null for a popular or new video
 * @param activities what friends did, that of the reason first; empty for a popular or new video
 */
record FeedEntry(
        Video video,
        @Nullable Likes likes,
        FeedReason reason,
        @Nullable Instant at,
        List<FeedActivity> activities) {

    /**
     * Returns the entry of a place.
     *
     * @param activities those that may be seen, the newest first
     * @param people returns a friend by their internal id, for the friends of {@link #shown}
     */
    static FeedEntry of(
            Video video,
            @Nullable Likes likes,
            FeedReasonKind reason,
            List<Activity> activities,
            LongFunction<User> people) {
        Map<ActivityKind, Map<Long, Activity>> byKind = new EnumMap<>(ActivityKind.class);
        for (Activity activity : activities) {
            byKind.computeIfAbsent(activity.kind(), kind -> new LinkedHashMap<>())
                    .putIfAbsent(activity.friend(), activity);
        }
        List<FeedActivity> groups = new ArrayList<>();
        byKind.forEach((kind, friends) -> groups.add(new FeedActivity(
                kind,
                friends.values().iterator().next().at(),
                friends.size(),
                friends.keySet().stream()
                        .limit(FeedActivity.KNOWN)
                        .map(people::apply)
                        .toList())));
        groups.sort(Comparator.comparing((FeedActivity group) -> group.kind().reason() != reason)
                .thenComparing(Comparator.comparing(FeedActivity::at).reversed())
                .thenComparing(FeedActivity::kind));
        return groups.isEmpty()
                ? new FeedEntry(video, likes, FeedReason.ofNoFriend(reason), null, groups)
                : new FeedEntry(
                        video,
                        likes,
                        new FeedReason(
                                groups.getFirst().kind().reason(),
                                groups.getFirst().text()),
                        activities.getFirst().at(),
                        groups);
    }

    /** Returns the internal ids of the friends that an entry names. */
    static List<Long> shown(List<Activity> activities) {
        Map<ActivityKind, List<Long>> byKind = new EnumMap<>(ActivityKind.class);
        for (Activity activity : activities) {
            List<Long> friends = byKind.computeIfAbsent(activity.kind(), kind -> new ArrayList<>());
            if (friends.size() < FeedActivity.KNOWN && !friends.contains(activity.friend())) {
                friends.add(activity.friend());
            }
        }
        return byKind.values().stream().flatMap(List::stream).distinct().toList();
    }
}
