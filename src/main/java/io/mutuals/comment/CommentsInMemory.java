package io.mutuals.comment;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.Fact;
import io.mutuals.comment.VideoComments.Held;
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
import io.mutuals.video.VideoKey;
import io.mutuals.video.VideosInMemory;
import io.mutuals.video.VisibleVideo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The newest threads of videos in memory, and what {@link CommentPageRepository}, {@link CommentCountRepository} and
 * {@link CommentRepository} would read of them. Older threads, and answers, are left to these. Thread-safe.
 */
@Component
class CommentsInMemory {

    private static final String COMMENTS = "comments";
    private static final String LIKED = "commentLikes";

    private final Entries<VideoComments> onVideos;
    private final Entries<IdSet> liked;
    private final VideosInMemory videos;
    private final UsersInMemory users;
    private final FriendListsInMemory friends;
    private final int maxHiddenUsers;

    CommentsInMemory(
            Loaders loaders,
            CommentFactsRepository repository,
            VideosInMemory videos,
            UsersInMemory users,
            FriendListsInMemory friends,
            CommentProperties properties) {
        this.onVideos = loaders.boundedEntries(COMMENTS, VideoComments::weight, repository::onVideos);
        this.liked = loaders.boundedEntries(LIKED, IdSet::weight, repository::liked);
        this.videos = videos;
        this.users = users;
        this.friends = friends;
        this.maxHiddenUsers = properties.maxHiddenUsers();
    }

    /**
     * Returns the fact that changes when a comment on a video is published, edited, deleted or pinned, when a thread is
     * liked, and with the policy of the video.
     */
    static Fact onVideo(VideoId video) {
        return new Fact(COMMENTS, video.value());
    }

    /** Returns the fact that changes when a user likes a comment, or withdraws the like. */
    static Fact likedBy(UserId user) {
        return new Fact(LIKED, user.value());
    }

    /**
     * Returns the facts that change when a user likes a comment, or withdraws the like. The user comes first, so that
     * the likes of the comments on one video do not wait for each other in the log.
     */
    static List<Fact> changedByLike(UserId user, Comment comment) {
        return comment.isThread() ? List.of(likedBy(user), onVideo(comment.video())) : List.of(likedBy(user));
    }

    /**
     * Returns a page of threads; null if the viewer may not see the video, or if the lookup is not complete. Gives up
     * if the page may reach beyond the threads in memory.
     */
    @Nullable
    Connection<Comment, Edge.Plain<Comment>> threads(CommentsKey key, Lookup lookup) {
        VisibleVideo video = videos.visible(key.video(), lookup);
        VideoComments comments = lookup.find(onVideos, key.video().video().value());
        if (video == null || comments == null) {
            return null;
        }
        if (key.order() != CommentOrder.NEWEST && !comments.isWhole()) {
            lookup.giveUp();
            return null;
        }
        List<Comment> page = new ArrayList<>();
        List<Comment> listed = inOrder(comments, key)
                .filter(comment -> VisibilityRules.maySee(
                        video.hidden(), comment.authorId().value()))
                .limit(key.first() + 1L)
                .toList();
        if (listed.size() <= key.first() && !comments.isWhole()) {
            lookup.giveUp();
            return null;
        }
        listed.forEach(comment -> {
            Comment known = withAuthor(comment, lookup);
            if (known != null) {
                page.add(known);
            }
        });
        Long total = key.counted() ? threads(comments, video.hidden(), lookup) : null;
        return lookup.isComplete() ? CommentPageRepository.page(page, key, total) : null;
    }

    /** Returns the threads in memory after the position of a key, in its order. */
    private static Stream<Comment> inOrder(VideoComments comments, CommentsKey key) {
        Stream<Comment> all = comments.newest().stream().map(Held::comment);
        CommentPlace after = key.after();
        Predicate<Comment> isAfter = comment -> after == null
                || switch (after) {
                    case CommentPlace.InTime(long number) ->
                        key.order() == CommentOrder.NEWEST
                                ? comment.number().value() < number
                                : comment.number().value() > number;
                    case CommentPlace.ByLikes(String place) ->
                        comment.place() != null && comment.place().compareTo(place) < 0;
                };
        return switch (key.order()) {
            case NEWEST -> all.filter(isAfter);
            case OLDEST ->
                all.filter(isAfter)
                        .sorted(Comparator.comparingLong(
                                comment -> comment.number().value()));
            case MOST_LIKED ->
                all.filter(isAfter)
                        .filter(comment -> comment.place() != null)
                        .sorted(Comparator.comparing(
                                (Comment comment) -> String.valueOf(comment.place()), Comparator.reverseOrder()));
        };
    }

    /**
     * Returns the pinned comment; null if there is none that the viewer may see, or if the lookup is not complete.
     */
    @Nullable
    Comment pinned(VideoKey key, Lookup lookup) {
        VisibleVideo video = videos.visible(key, lookup);
        VideoComments comments = lookup.find(onVideos, key.video().value());
        Held pinned = comments == null ? null : comments.pinned();
        return video == null
                        || pinned == null
                        || !VisibilityRules.maySee(
                                video.hidden(), pinned.comment().authorId().value())
                ? null
                : withAuthor(pinned.comment(), lookup);
    }

    /** Returns the number of comments; 0 if the viewer may not see the video; null if the lookup is not complete. */
    @Nullable
    Integer count(VideoKey key, Lookup lookup) {
        VisibleVideo video = videos.visible(key, lookup);
        VideoComments comments = lookup.find(onVideos, key.video().value());
        if (video == null || comments == null) {
            return 0;
        }
        if (hasHiddenCommenters(comments, video.hidden())) {
            lookup.giveUp();
        }
        return comments.published();
    }

    /** Returns what decides whether the viewer may comment; null if they may not see the video. */
    @Nullable
    CommentAccess access(VideoKey key, Lookup lookup) {
        VisibleVideo video = videos.visible(key, lookup);
        VideoComments comments = lookup.find(onVideos, key.video().value());
        TimedIds list = friends.friends(key.viewer(), lookup);
        return video == null || comments == null || list == null
                ? null
                : new CommentAccess(
                        comments.policy(),
                        video.author(),
                        video.author().equals(key.viewer()),
                        list.contains(video.author().value()));
    }

    /** Returns the likes of a comment; null if the lookup is not complete. Gives up for one that is not in memory. */
    @Nullable
    CommentLikes likes(CommentOnVideoKey key, Lookup lookup) {
        Held held = held(key, lookup);
        IdSet ofViewer = lookup.find(liked, key.video().viewer().value());
        return held == null || ofViewer == null
                ? null
                : new CommentLikes(held.likes(), ofViewer.contains(key.comment().value()));
    }

    /** Returns the number of answers; null if the lookup is not complete. Gives up for a comment not in memory. */
    @Nullable
    Integer replies(CommentOnVideoKey key, Lookup lookup) {
        HiddenUsers hidden = users.hidden(key.video().viewer().value(), lookup);
        VideoComments comments = lookup.find(onVideos, key.video().video().value());
        Held held = held(key, lookup);
        if (hidden == null || comments == null || held == null) {
            return null;
        }
        if (hasHiddenCommenters(comments, hidden)) {
            lookup.giveUp();
        }
        return held.answers();
    }

    /** Returns the mentioned users; null if the lookup is not complete. Gives up for a comment not in memory. */
    @Nullable
    List<User> mentions(CommentOnVideoKey key, Lookup lookup) {
        HiddenUsers hidden = users.hidden(key.video().viewer().value(), lookup);
        Held held = held(key, lookup);
        if (hidden == null || held == null) {
            return null;
        }
        List<User> mentioned = new ArrayList<>();
        for (long user : held.mentions()) {
            UserFacts facts = VisibilityRules.maySee(hidden, user) ? users.user(user, lookup) : null;
            if (facts != null && facts.user() != null) {
                mentioned.add(facts.user());
            }
        }
        return mentioned;
    }

    private @Nullable Held held(CommentOnVideoKey key, Lookup lookup) {
        VideoComments comments = lookup.find(onVideos, key.video().video().value());
        Held held = comments == null ? null : comments.find(key.comment());
        if (comments != null && held == null) {
            lookup.giveUp();
        }
        return held;
    }

    /** Returns a comment with its author; null if the lookup lacks them, or was given up because they do not exist. */
    private @Nullable Comment withAuthor(Comment comment, Lookup lookup) {
        if (comment.state() == CommentState.DELETED) {
            return comment;
        }
        UserFacts author = users.user(comment.authorId().value(), lookup);
        if (author == null || author.user() == null) {
            if (lookup.isComplete()) {
                lookup.giveUp();
            }
            return null;
        }
        return comment.by(author.user());
    }

    /** Counts the threads by the rule of {@link CommentCounts#THREADS}. Gives up if memory does not hold enough. */
    private long threads(VideoComments comments, HiddenUsers hidden, Lookup lookup) {
        if (!hasHiddenCommenters(comments, hidden)) {
            return comments.threads();
        }
        if (!comments.isWhole() || isTooLong(hidden)) {
            lookup.giveUp();
            return 0;
        }
        return comments.newest().stream()
                .filter(held -> !hidden.isBlocked(held.comment().authorId().value()))
                .count();
    }

    /** Returns whether a block may hide one of the comments that are counted. Absent users' comments are counted. */
    private boolean hasHiddenCommenters(VideoComments comments, HiddenUsers hidden) {
        if (hidden.blocks() == 0) {
            return false;
        }
        IdSet commenters = comments.commenters();
        return commenters == null || isTooLong(hidden) || hidden.blocksAnyOf(commenters);
    }

    private boolean isTooLong(HiddenUsers hidden) {
        return hidden.blocks() > maxHiddenUsers;
    }
}
