package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.Slice;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users who like or have reposted videos, in memory, and what {@link LikeRepository} and {@link RepostRepository}
 * would read of them. A video that too many users like, or have reposted, is left to these. Thread-safe.
 */
@Component
class MarksInMemory {

    /** The kind of the facts about the reposts of a video in the change log. */
    private static final String REPOSTS = "reposts";

    private final Entries<TimedIds> likers;
    private final Entries<RepostFacts> reposts;
    private final VideosInMemory videos;
    private final UsersInMemory users;
    private final FriendListsInMemory friends;

    MarksInMemory(
            Loaders loaders,
            MarkFactsRepository repository,
            VideosInMemory videos,
            UsersInMemory users,
            FriendListsInMemory friends) {
        this.likers = loaders.boundedEntries("likers", VideosInMemory.VIDEO, TimedIds::weight, repository::likers);
        this.reposts = loaders.boundedEntries(REPOSTS, RepostFacts::weight, repository::reposts);
        this.videos = videos;
        this.users = users;
        this.friends = friends;
    }

    /** Returns the fact that changes when a video is reposted, when that is undone, and with the text of a repost. */
    static Fact reposts(VideoId video) {
        return new Fact(REPOSTS, video.value());
    }

    /**
     * Returns a page of the friends who like a video; null if the lookup is not complete. Gives up if the viewer has
     * too many friends, or the video too many likes, to be held.
     */
    @Nullable
    Connection<User, Edge.Plain<User>> friendsWhoLiked(LikesKey key, Lookup lookup) {
        VideoFacts video = videos.facts(key.video().video(), lookup);
        if (video == null && lookup.isComplete()) {
            lookup.giveUp();
        }
        boolean isHidden = video != null
                && !VideoVisibility.showsLikes(
                        video.likesHidden(), key.video().viewer().equals(video.author()));
        TimedIds shown = isHidden
                ? TimedIds.NONE
                : lookup.find(likers, key.video().video().value());
        return page(
                key.video().viewer(),
                shown,
                key.slice(),
                (user, at) ->
                        new Edge.Plain<>(new KeysetPosition.InTime(at, user.number()).in(LikeRepository.LIST), user),
                lookup);
    }

    /**
     * Returns a page of the friends who reposted a video; null if the lookup is not complete. Gives up if the viewer
     * has too many friends, or the video too many reposts, to be held.
     */
    @Nullable
    Connection<User, ReposterEdge> friendsWhoReposted(RepostsKey key, Lookup lookup) {
        RepostFacts found = lookup.find(reposts, key.video().video().value());
        RepostFacts facts = Objects.requireNonNullElse(found, RepostFacts.NONE);
        return page(
                key.video().viewer(),
                found == null ? null : facts.users(),
                key.slice(),
                (user, at) -> new ReposterEdge(
                        new KeysetPosition.InTime(at, user.number()).in(RepostRepository.LIST),
                        user,
                        new Repost(facts.comments().get(user.number()), at)),
                lookup);
    }

    /**
     * Returns the repost count and the viewer's repost; null if the viewer does not exist, or if the lookup is not
     * complete.
     */
    @Nullable
    Reposts reposts(VideoKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer().value(), lookup);
        RepostFacts facts = lookup.find(reposts, key.video().value());
        if (viewer == null || facts == null) {
            return null;
        }
        int own = facts.users().place(key.viewer().value());
        return new Reposts(
                facts.users().size(),
                own < 0
                        ? null
                        : new Repost(
                                facts.comments().get(key.viewer().value()),
                                facts.users().at(own)));
    }

    /**
     * Returns the friends among the users who have marked a video; linear in the numbers of both.
     *
     * @param marked null if the lookup lacks them
     * @param edge returns the edge of a friend with the time of the mark
     */
    private <E extends Edge<User>> @Nullable Connection<User, E> page(
            UserId viewerId, @Nullable TimedIds marked, Slice slice, BiFunction<User, Instant, E> edge, Lookup lookup) {
        UserFacts viewer = users.user(viewerId.value(), lookup);
        HiddenUsers hidden = users.hidden(viewerId.value(), lookup);
        TimedIds list = friends.friends(viewerId, lookup);
        if (viewer == null || hidden == null || list == null || marked == null) {
            return null;
        }
        int[] places = Arrays.stream(marked.shared(list))
                .filter(friend -> VisibilityRules.isPresent(hidden, friend))
                .mapToInt(marked::place)
                .sorted()
                .toArray();
        int start =
                slice.after() instanceof KeysetPosition.InTime(Instant at, long number) ? marked.after(at, number) : 0;
        List<E> edges = new ArrayList<>();
        for (int place : places) {
            if (place >= start && edges.size() <= slice.first()) {
                UserFacts friend = users.user(marked.id(place), lookup);
                if (friend != null && friend.user() != null) {
                    edges.add(edge.apply(friend.user(), marked.at(place)));
                } else if (lookup.isComplete()) {
                    // The list was read while a user in it was being erased.
                    lookup.giveUp();
                }
            }
        }
        return lookup.isComplete()
                ? Connection.forward(edges, slice, slice.counted() ? (long) places.length : null)
                : null;
    }
}
