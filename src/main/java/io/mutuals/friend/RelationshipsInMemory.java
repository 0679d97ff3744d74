package io.mutuals.friend;

import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.MessageAudience;
import io.mutuals.user.PrivacySettings;
import io.mutuals.user.RequestAudience;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UserKey;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import io.mutuals.user.VisibleFriends;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The relationships that {@link RelationshipRepository} would read, from memory. Thread-safe. */
@Component
class RelationshipsInMemory {

    private final UsersInMemory users;
    private final FriendListsInMemory lists;
    private final PendingRequestsInMemory requests;
    private final InstantSource clock;

    RelationshipsInMemory(
            UsersInMemory users, FriendListsInMemory lists, PendingRequestsInMemory requests, InstantSource clock) {
        this.users = users;
        this.lists = lists;
        this.requests = requests;
        this.clock = clock;
    }

    /** Returns a relationship; null if one of the two does not exist, or if the lookup is not complete. */
    @Nullable
    Relationship between(UserKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer().value(), lookup);
        UserFacts other = users.user(key.user().value(), lookup);
        HiddenUsers hidden = users.hidden(key.viewer().value(), lookup);
        TimedIds friends = lists.friends(key.viewer(), lookup);
        PendingRequests pending = requests.requests(key.viewer(), lookup);
        if (viewer == null
                || other == null
                || other.user() == null
                || hidden == null
                || friends == null
                || pending == null) {
            return null;
        }
        Instant now = clock.instant();
        long id = key.user().value();
        User user = other.user();
        PrivacySettings settings = other.settings(now);
        Instant since = time(friends, id);
        return new Relationship(
                key,
                user,
                since,
                request(FriendRequestDirection.INCOMING, user, pending),
                request(FriendRequestDirection.OUTGOING, user, pending),
                time(hidden.blocked(), id),
                hidden.isBlockedBy(id),
                dependsOnFriends(settings) && sharesFriends(key, friends, lookup),
                VisibilityRules.friendsShown(key.viewer(), other, since != null, now) != VisibleFriends.NONE,
                settings,
                new RequestQuota(pending.sent().size(), pending.day()));
    }

    /** Returns whether what the user permits depends on whether the two share a friend. */
    private static boolean dependsOnFriends(PrivacySettings settings) {
        return settings.friendRequestsFrom() == RequestAudience.FRIENDS_OF_FRIENDS
                || settings.messagesFrom() == MessageAudience.FRIENDS_OF_FRIENDS;
    }

    private boolean sharesFriends(UserKey key, TimedIds friends, Lookup lookup) {
        if (key.viewer().equals(key.user())) {
            return false;
        }
        TimedIds theirs = lists.friends(key.user(), lookup);
        return theirs != null && friends.meets(theirs);
    }

    private static @Nullable Instant time(TimedIds list, long id) {
        int place = list.place(id);
        return place < 0 ? null : list.at(place);
    }

    private static @Nullable FriendRequest request(
            FriendRequestDirection direction, User user, PendingRequests pending) {
        Instant sentAt = time(pending.in(direction), user.number());
        return sentAt == null
                ? null
                : new FriendRequest(direction, user, sentAt, pending.message(direction, user.number()));
    }
}
