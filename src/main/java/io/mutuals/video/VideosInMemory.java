package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.VisibilityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The likes of users, and videos, in memory. Only the import writes them; it leaves a gap in the change log.
 * Thread-safe.
 */
@Component
public class VideosInMemory {

    private final Entries<TimedIds> likes;
    private final Entries<VideoFacts> videos;

    VideosInMemory(Loaders loaders, VideoFactsRepository repository) {
        this.likes = loaders.boundedEntries("likes", TimedIds::weight, repository::likes);
        this.videos = loaders.boundedEntries("video", VideoFacts::weight, repository::videos);
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
