package io.mutuals.suggestion.evidence;

import io.mutuals.api.UserId;
import io.mutuals.contact.ContactsInMemory;
import io.mutuals.friend.FormerFriendsInMemory;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.AgeBand;
import io.mutuals.user.FriendListAudience;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import io.mutuals.video.Video;
import io.mutuals.video.VideoFacts;
import io.mutuals.video.VideoProperties;
import io.mutuals.video.VideosInMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds in memory what the statement of a page reads with {@link Evidence}: each rule has the name of its Cypher.
 * Thread-safe.
 */
@Component
public class EvidenceInMemory {

    private final UsersInMemory users;
    private final FriendListsInMemory friends;
    private final FormerFriendsInMemory former;
    private final ContactsInMemory contacts;
    private final VideosInMemory videos;
    private final SourceProperties sources;
    private final int rareLikes;

    EvidenceInMemory(
            UsersInMemory users,
            FriendListsInMemory friends,
            FormerFriendsInMemory former,
            ContactsInMemory contacts,
            VideosInMemory videos,
            SourceProperties sources,
            VideoProperties videoProperties) {
        this.users = users;
        this.friends = friends;
        this.former = former;
        this.contacts = contacts;
        this.videos = videos;
        this.sources = sources;
        this.rareLikes = videoProperties.rareLikes();
    }

    /**
     * Returns what connects a viewer with a candidate who may be suggested.
     *
     * @param facts the facts about the candidate, who exists
     * @param asked the sources whose evidence is wanted, beside mutual friends
     * @param part given up if memory cannot hold what is needed; the result is valid only if it is complete
     */
    public EvidenceFacts of(
            ViewerTies viewer, UserId candidate, UserFacts facts, Set<SuggestionSource> asked, Lookup part) {
        Pair pair = new Pair(viewer, candidate, facts, facts.ageBand(viewer.now()), part);
        boolean adultAndMinor = viewer.band().isAcrossAdulthoodFrom(pair.band());
        boolean byMutualFriends = pair.isOn(PrivacySetting.SUGGEST_BY_MUTUAL_FRIENDS) && pair.mayShareFriends();
        long[] mutual = byMutualFriends ? mutual(pair) : new long[0];
        boolean others = !adultAndMinor;
        return new EvidenceFacts(
                byMutualFriends,
                adultAndMinor,
                mutual.length,
                mutual.length == 1 ? friendsEver(new UserId(mutual[0]), part) : 0,
                viewer.friends().first(MutualFriendsReason.MAX_SAMPLE, mutual, part),
                others && asked.contains(SuggestionSource.CONTACTS) && contacts.match(viewer.viewer(), candidate, part),
                others && asked.contains(SuggestionSource.SHARED_CONVERSATIONS) ? sharedConversations(pair) : null,
                others && asked.contains(SuggestionSource.VIDEO_TASTE) ? videoTaste(pair) : null,
                others && asked.contains(SuggestionSource.NEW_HERE) ? newHere(pair) : null);
    }

    private long[] mutual(Pair pair) {
        TimedIds theirs = friends.friends(pair.candidate(), pair.part());
        return theirs == null
                ? new long[0]
                : Arrays.stream(pair.viewer().friends().list().shared(theirs))
                        .filter(friend -> VisibilityRules.maySee(pair.viewer().hidden(), friend))
                        .toArray();
    }

    private int friendsEver(UserId user, Lookup part) {
        TimedIds now = friends.friends(user, part);
        IdSet before = former.former(user, part);
        return now == null || before == null ? 0 : now.size() + before.size();
    }

    private @Nullable SharedConversationReason sharedConversations(Pair pair) {
        return pair.isOn(PrivacySetting.SUGGEST_BY_SHARED_CONVERSATIONS)
                ? pair.viewer().groups().sharedWith(pair.candidate(), sources.largestGroup(), pair.part())
                : null;
    }

    private @Nullable VideoTasteReason videoTaste(Pair pair) {
        List<VideoFacts> liked = likedByBoth(pair);
        if (liked == null || liked.size() < sources.commonLikes()) {
            return null;
        }
        List<Video> sample = new ArrayList<>();
        for (VideoFacts video : liked.subList(0, Math.min(liked.size(), Evidence.MAX_SAMPLE))) {
            User author = author(video, pair.part());
            if (author != null) {
                sample.add(video.by(author));
            }
        }
        return new VideoTasteReason(liked.size(), sample);
    }

    private @Nullable User author(VideoFacts video, Lookup part) {
        UserFacts author =
                video.author() == null ? null : users.user(video.author().value(), part);
        if (author == null && part.isComplete()) {
            part.giveUp();
        }
        return author == null ? null : author.user();
    }

    /**
     * Returns the rare videos that both like, if the viewer may know; null if not, or if the lookup is not complete.
     */
    private @Nullable List<VideoFacts> likedByBoth(Pair pair) {
        return pair.isOn(PrivacySetting.SUGGEST_BY_VIDEO_TASTE)
                ? videos.likedByBoth(
                        pair.viewer().viewer(), pair.viewer().hidden(), pair.candidate(), rareLikes, pair.part())
                : null;
    }

    private @Nullable NewHereReason newHere(Pair pair) {
        ViewerTies viewer = pair.viewer();
        boolean isNew = viewer.friends().list().size() < sources.newcomerFriends();
        if (!isNew || !mayMeetNewcomers(pair)) {
            return null;
        }
        String region = pair.facts().user() == null ? null : pair.facts().user().region();
        boolean sameRegion = region != null
                && viewer.facts().user() != null
                && region.equals(viewer.facts().user().region());
        List<VideoFacts> liked = likedByBoth(pair);
        int likes = liked == null ? 0 : liked.size();
        int known = pair.showsFriends() ? visibleFriends(pair) : 0;
        boolean popular = known >= sources.popularFriends();
        return sameRegion || likes > 0 || popular
                ? new NewHereReason(sameRegion ? region : null, likes, popular ? known : null)
                : null;
    }

    private boolean mayMeetNewcomers(Pair pair) {
        if (!pair.isOn(PrivacySetting.FINDABLE_BY_SEARCH)
                || !pair.mayShareFriends()
                || pair.band() != pair.viewer().band()) {
            return false;
        }
        IdSet viewersFormer = former.former(pair.viewer().viewer(), pair.part());
        IdSet theirFormer = former.former(pair.candidate(), pair.part());
        TimedIds theirs = friends.friends(pair.candidate(), pair.part());
        if (viewersFormer == null
                || theirFormer == null
                || theirs == null
                || viewersFormer.contains(pair.candidate().value())) {
            return false;
        }
        TimedIds few = pair.viewer().friends().list();
        for (int place = 0; place < few.size(); place++) {
            if (theirs.contains(few.id(place)) || theirFormer.contains(few.id(place))) {
                return false;
            }
        }
        for (int place = 0; place < viewersFormer.size(); place++) {
            if (theirs.contains(viewersFormer.id(place)) || theirFormer.contains(viewersFormer.id(place))) {
                return false;
            }
        }
        return true;
    }

    private int visibleFriends(Pair pair) {
        TimedIds theirs = friends.friends(pair.candidate(), pair.part());
        int visible = 0;
        for (int place = 0; theirs != null && place < theirs.size(); place++) {
            visible += VisibilityRules.maySee(pair.viewer().hidden(), theirs.id(place)) ? 1 : 0;
        }
        return visible;
    }

    /** A viewer, and a candidate at some age. */
    private record Pair(ViewerTies viewer, UserId candidate, UserFacts facts, AgeBand band, Lookup part) {

        boolean isOn(PrivacySetting setting) {
            return (Boolean) facts.choices().effective(setting, band);
        }

        boolean mayShareFriends() {
            return VisibilityRules.mayShareFriends(facts, viewer.now());
        }

        boolean showsFriends() {
            return facts.choices().effective(PrivacySetting.FRIEND_LIST_VISIBLE_TO, band)
                    == FriendListAudience.EVERYONE;
        }
    }
}
