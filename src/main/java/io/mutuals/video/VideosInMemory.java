package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.CloseFriendsInMemory;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The likes of users, and videos, in memory. The import leaves a gap in the change log. Thread-safe. */
@Component
public class VideosInMemory {

    /** The kind of the facts about the likes of a user in the change log. */
    public static final String LIKES = "likes";

    /** The kind of the facts about a video, and the number of its likes, in the change log. */
    public static final String VIDEO = "video";

    private final Entries<TimedIds> likes;
    private final Entries<VideoFacts> videos;
    private final UsersInMemory users;
    private final FriendListsInMemory friends;
    private final CloseFriendsInMemory closeFriends;

    VideosInMemory(
            Loaders loaders,
            VideoFactsRepository repository,
            UsersInMemory users,
            FriendListsInMemory friends,
            CloseFriendsInMemory closeFriends) {
        this.likes = loaders.boundedEntries(LIKES, TimedIds::weight, repository::likes);
        this.videos = loaders.boundedEntries(VIDEO, VideoFacts::weight, repository::videos);
        this.users = users;
        this.friends = friends;
        this.closeFriends = closeFriends;
    }

    /** Returns the fact that changes with a video, also when it is published or deleted. */
    static Fact video(VideoId video) {
        return new Fact(VIDEO, video.value());
    }

    /**
     * Returns the facts that change when a user likes a video, or ceases to. The user comes first, so that the likes of
     * one video do not wait for each other in the log.
     */
    static List<Fact> changedByLike(UserId user, VideoId video) {
        return List.of(new Fact(LIKES, user.value()), video(video), VideoActivity.changed(user));
    }

    /**
     * Returns a video as a viewer sees it; null if there is none that they may see, or if the lookup lacks an entry.
     */
    @Nullable
    Video video(VideoKey key, Lookup lookup) {
        VisibleVideo video = visible(key, lookup);
        UserFacts author = video == null ? null : users.user(video.author().value(), lookup);
        return video == null || author == null || author.user() == null
                ? null
                : video.facts().by(author.user());
    }

    /**
     * Returns a video that a viewer may see; null if there is none, or if the lookup lacks an entry. Gives the lookup
     * up, and returns null, if it takes a list of friends that is too long to be held.
     */
    public @Nullable VisibleVideo visible(VideoKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer().value(), lookup);
        HiddenUsers hidden = users.hidden(key.viewer().value(), lookup);
        VideoFacts video = lookup.find(videos, key.video().value());
        UserId author = video == null ? null : video.author();
        if (viewer == null || hidden == null || video == null || author == null) {
            return null;
        }
        boolean isOpen = video.audience() == Audience.PUBLIC || author.equals(key.viewer());
        TimedIds friends = isOpen ? TimedIds.NONE : this.friends.friends(key.viewer(), lookup);
        return friends != null && maySee(key.viewer(), hidden, friends, video, lookup)
                ? new VisibleVideo(video, author, hidden)
                : null;
    }

    /**
     * Returns whether a viewer may see a video; any result if the lookup lacks an entry. Looks the author's list of
     * close friends up for each audience but the widest, so that their costs are alike.
     *
     * @param hidden the users hidden from the viewer
     * @param friends the viewer's friends; any if the video is public
     */
    public boolean maySee(UserId viewer, HiddenUsers hidden, TimedIds friends, VideoFacts video, Lookup lookup) {
        UserId author = video.author();
        return author != null
                && VideoVisibility.maySee(
                        hidden, author.value(), video.audience(), tie(viewer, author, friends, video, lookup));
    }

    private AuthorTie tie(UserId viewer, UserId author, TimedIds friends, VideoFacts video, Lookup lookup) {
        if (author.equals(viewer)) {
            return AuthorTie.AUTHOR;
        }
        if (video.audience() == Audience.PUBLIC || !friends.contains(author.value())) {
            return AuthorTie.NONE;
        }
        IdSet close = closeFriends.of(author, lookup);
        return close != null && close.contains(viewer.value()) ? AuthorTie.CLOSE_FRIEND : AuthorTie.FRIEND;
    }

    /**
     * Returns the facts about a video; null if there is none, or if the lookup lacks the entry. Who may see it is not
     * decided yet.
     */
    public @Nullable VideoFacts facts(VideoId video, Lookup lookup) {
        VideoFacts facts = lookup.find(videos, video.value());
        return facts == null || facts.author() == null ? null : facts;
    }

    /**
     * Returns the like count and the viewer's like; null if viewer or video do not exist, or if the lookup lacks an
     * entry. Gives the lookup up, and returns null, if the viewer likes too many videos to be held.
     */
    @Nullable
    Likes likes(VideoKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer().value(), lookup);
        TimedIds liked = likes(key.viewer(), lookup);
        VideoFacts video = lookup.find(videos, key.video().value());
        if (video != null && video.author() == null) {
            lookup.giveUp();
        }
        if (viewer == null || liked == null || video == null || video.author() == null) {
            return null;
        }
        boolean isShown =
                VideoVisibility.showsLikes(video.likesHidden(), video.author().equals(key.viewer()));
        return new Likes(isShown ? Math.toIntExact(video.likes()) : 0, liked.contains(video.number()));
    }

    /**
     * Returns the videos that a user likes, each with the time of the like; null if the lookup lacks the entry. Gives
     * the lookup up, and returns null, if they are too many to be held. A user who does not exist likes none.
     */
    public @Nullable TimedIds likes(UserId user, Lookup lookup) {
        return lookup.find(likes, user.value());
    }

    /**
     * Returns the videos that a viewer and another user both like, the viewer's latest likes first, with the conditions
     * of {@link LikesInCommon#with}; null if the lookup is not complete.
     *
     * @param hidden the users hidden from the viewer
     * @param maxLikes a video that more users like is left out
     */
    public @Nullable List<VideoFacts> likedByBoth(
            UserId viewer, HiddenUsers hidden, UserId other, int maxLikes, Lookup lookup) {
        TimedIds own = likes(viewer, lookup);
        TimedIds theirs = likes(other, lookup);
        if (own == null || theirs == null) {
            return null;
        }
        List<VideoFacts> both = new ArrayList<>();
        for (long id : own.shared(theirs)) {
            VideoFacts video = lookup.find(videos, id);
            if (video != null
                    && video.author() != null
                    && video.likes() <= maxLikes
                    && VideoVisibility.isTaste(video.audience(), video.likesHidden())
                    && VisibilityRules.maySee(hidden, video.author().value())) {
                both.add(video);
            }
        }
        both.sort(Comparator.comparing((VideoFacts video) -> own.at(own.place(video.number())))
                .thenComparingLong(VideoFacts::number)
                .reversed());
        return lookup.isComplete() ? both : null;
    }
}
