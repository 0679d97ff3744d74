package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UserKey;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mutual friends that {@link MutualFriendRepository} would read, from memory. Thread-safe. */
@Component
class MutualFriendsInMemory {

    private static final long[] NONE = {};

    private final UsersInMemory users;
    private final FriendListsInMemory lists;
    private final InstantSource clock;

    MutualFriendsInMemory(UsersInMemory users, FriendListsInMemory lists, InstantSource clock) {
        this.users = users;
        this.lists = lists;
        this.clock = clock;
    }

    /** Returns a page; null if one of the two does not exist, or if the lookup is not complete. */
    @Nullable
    Connection<User, Edge.Plain<User>> page(MutualFriendsKey key, Lookup lookup) {
        long[] shared = shared(key.between(), lookup);
        List<ListedUsers.Named> named = shared == null
                ? null
                : ListedUsers.after(shared, key.slice().after(), key.slice().first() + 1, users, lookup);
        if (shared == null || named == null) {
            return null;
        }
        List<Edge.Plain<User>> edges = named.stream()
                .map(friend -> new Edge.Plain<>(friend.position().in(MutualFriendRepository.LIST), friend.user()))
                .toList();
        return Connection.forward(edges, key.slice(), key.slice().counted() ? (long) shared.length : null);
    }

    /** Returns the number of mutual friends; null if one of the two does not exist, or the lookup is not complete. */
    @Nullable
    Integer count(UserKey key, Lookup lookup) {
        long[] shared = shared(key, lookup);
        return shared == null ? null : shared.length;
    }

    /** Returns the mutual friends that the viewer may see, in no order. */
    private long @Nullable [] shared(UserKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer().value(), lookup);
        UserFacts user = users.user(key.user().value(), lookup);
        HiddenUsers hidden = users.hidden(key.viewer().value(), lookup);
        if (viewer == null || user == null || hidden == null) {
            return null;
        }
        if (key.viewer().equals(key.user())
                || !VisibilityRules.mayShareFriends(user, clock.instant())
                || hidden.contains(key.user().value())) {
            return NONE;
        }
        TimedIds friends = lists.friends(key.viewer(), lookup);
        TimedIds theirs = lists.friends(key.user(), lookup);
        return friends == null || theirs == null
                ? null
                : Arrays.stream(friends.shared(theirs))
                        .filter(friend -> !hidden.absent().contains(friend))
                        .toArray();
    }
}
