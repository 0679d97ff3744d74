package io.mutuals.feed;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.friend.CloseFriendsInMemory;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import io.mutuals.video.Video;
import io.mutuals.video.VideoActivity;
import io.mutuals.video.VideoFacts;
import io.mutuals.video.VideoVisibility;
import io.mutuals.video.VideosInMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What friends did with videos, from memory, by the rules of {@link FeedRepository}. Thread-safe. */
@Component
class FeedInMemory {

    private final Entries<UserActivities> activities;
    private final FriendListsInMemory friends;
    private final CloseFriendsInMemory closeFriends;
    private final UsersInMemory users;
    private final VideosInMemory videos;
    private final FeedProperties properties;

    FeedInMemory(
            Loaders loaders,
            FeedRepository repository,
            FriendListsInMemory friends,
            CloseFriendsInMemory closeFriends,
            UsersInMemory users,
            VideosInMemory videos,
            FeedProperties properties) {
        this.activities = loaders.entries(VideoActivity.KIND, UserActivities::weight, repository::ofUsers);
        this.friends = friends;
        this.closeFriends = closeFriends;
        this.users = users;
        this.videos = videos;
        this.properties = properties;
    }

    /**
     * Returns what the friends of a viewer did; null if the lookup lacks an entry, or is given up.
     *
     * <p>Walks over the activities of all friends, and looks up the videos with the latest.
     */
    @Nullable
    Read ofFriends(UserId viewer, Lookup lookup) {
        UserFacts facts = users.user(viewer.value(), lookup);
        HiddenUsers hidden = users.hidden(viewer.value(), lookup);
        TimedIds list = friends.friends(viewer, lookup);
        IdSet close = closeFriends.of(viewer, lookup);
        if (facts == null || hidden == null || list == null || close == null) {
            noteLikes(viewer, lookup);
            return null;
        }
        List<OnVideo> latest = onVideos(list, hidden, lookup);
        List<FeedCandidate> candidates = new ArrayList<>();
        Map<Long, VideoFacts> shown = new HashMap<>();
        for (OnVideo on : latest) {
            VideoFacts video = videos.facts(new VideoId(on.latest.video()), lookup);
            if (video == null || !videos.maySee(viewer, hidden, list, video, lookup)) {
                continue;
            }
            boolean showsLikes = VideoVisibility.showsLikes(video.likesHidden(), viewer.equals(video.author()));
            List<Activity> visible = on.all.stream()
                    .filter(activity -> showsLikes || activity.kind() != ActivityKind.LIKED)
                    .filter(activity ->
                            activity.opener() == Activity.NONE || VisibilityRules.maySee(hidden, activity.opener()))
                    .toList();
            if (!visible.isEmpty()) {
                candidates.add(new FeedCandidate(video.number(), visible));
                shown.put(video.number(), video);
            }
        }
        noteLikes(viewer, lookup);
        return lookup.isComplete() ? new Read(candidates, close, shown) : null;
    }

    /**
     * Looks the viewer's likes up, which a page from memory is shown with, if the lookup lacks entries: they are read
     * along.
     */
    private void noteLikes(UserId viewer, Lookup lookup) {
        if (!lookup.isComplete()) {
            videos.likes(viewer, lookup.part());
        }
    }

    /** Returns the videos with the latest activities, of the friends whose activities are not missing. */
    private List<OnVideo> onVideos(TimedIds list, HiddenUsers hidden, Lookup lookup) {
        Map<Long, OnVideo> byVideo = new HashMap<>();
        for (int place = 0, read = 0; place < list.size() && read < properties.friends(); place++) {
            long friend = list.id(place);
            if (!VisibilityRules.maySee(hidden, friend)) {
                continue;
            }
            read++;
            UserActivities theirs = lookup.find(activities, friend);
            if (theirs == null) {
                continue;
            }
            for (Activity activity : theirs.latest()) {
                byVideo.computeIfAbsent(activity.video(), video -> new OnVideo(activity))
                        .add(activity);
            }
        }
        return byVideo.values().stream()
                .sorted((one, other) -> order(one.latest, other.latest))
                .limit(properties.entries())
                .toList();
    }

    private static int order(Activity one, Activity other) {
        int byTime = other.at().compareTo(one.at());
        return byTime == 0 ? Long.compare(other.video(), one.video()) : byTime;
    }

    /** Returns a video that the viewer may see; null if the lookup lacks its author. */
    @Nullable
    Video video(VideoFacts video, Lookup lookup) {
        UserId author = video.author();
        User user = author == null ? null : person(author.value(), lookup);
        return user == null ? null : video.by(user);
    }

    /** Returns a friend; null if the lookup lacks them. */
    @Nullable
    User person(long friend, Lookup lookup) {
        UserFacts facts = users.user(friend, lookup);
        return facts == null ? null : facts.user();
    }

    /** What friends did with one video. */
    private static final class OnVideo {

        private Activity latest;
        private final List<Activity> all = new ArrayList<>();

        OnVideo(Activity first) {
            this.latest = first;
        }

        void add(Activity activity) {
            all.add(activity);
            if (activity.at().isAfter(latest.at())) {
                latest = activity;
            }
        }
    }

    /** What the friends of a viewer did, with the videos. */
    record Read(List<FeedCandidate> candidates, IdSet closeFriends, Map<Long, VideoFacts> videos) {}
}
