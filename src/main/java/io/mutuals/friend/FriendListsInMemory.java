package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Lookup;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import io.mutuals.user.VisibleFriends;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The lists of friends in memory, and the pages that {@link FriendRepository} would read of them. Lists by name are left
 * to it, because the database compares names by rules of its own. Thread-safe.
 */
@Component
class FriendListsInMemory {

    private static final String KIND = "friends";

    private final Entries<FriendList> lists;
    private final UsersInMemory users;
    private final InstantSource clock;

    FriendListsInMemory(Loaders loaders, FriendListRepository repository, UsersInMemory users, InstantSource clock) {
        this.lists = loaders.entries(KIND, FriendList::weight, repository::lists);
        this.users = users;
        this.clock = clock;
    }

    /** Returns the facts that change when two users become friends or cease to be. */
    static List<Fact> of(UserId one, UserId other) {
        return List.of(new Fact(KIND, one.value()), new Fact(KIND, other.value()));
    }

    /** Returns a page; null if viewer or owner do not exist, or if the lookup is not complete. */
    @Nullable
    Connection<User, FriendEdge> page(FriendsKey key, Lookup lookup) {
        if (key.order() != FriendOrder.RECENT) {
            lookup.giveUp();
            return null;
        }
        UserId viewer = key.owner().viewer();
        UserFacts viewerFacts = users.user(viewer.value(), lookup);
        HiddenUsers hidden = users.hidden(viewer.value(), lookup);
        UserFacts owner = users.user(key.owner().user().value(), lookup);
        FriendList list = list(key.owner().user(), lookup);
        if (viewerFacts == null || hidden == null || owner == null || list == null) {
            return null;
        }
        VisibleFriends shown =
                VisibilityRules.friendsShown(viewer, owner, list.contains(viewer.value()), clock.instant());
        FriendList own = shown == VisibleFriends.SHARED ? list(viewer, lookup) : list;
        return own == null ? null : page(key, new Shown(list, own, shown, hidden), lookup);
    }

    private @Nullable FriendList list(UserId owner, Lookup lookup) {
        FriendList list = lookup.find(lists, owner.value());
        if (list == FriendList.TOO_LONG) {
            lookup.giveUp();
            return null;
        }
        return list;
    }

    private @Nullable Connection<User, FriendEdge> page(FriendsKey key, Shown shown, Lookup lookup) {
        FriendList list = shown.list();
        int first = key.slice().first();
        int place = key.slice().after() instanceof KeysetPosition.InTime(Instant at, long number)
                ? list.after(at, number)
                : 0;
        List<FriendEdge> edges = new ArrayList<>(Math.min(first, list.size()));
        boolean more = false;
        int found = 0;
        for (; place < list.size() && !more; place++) {
            if (!shown.contains(place)) {
                continue;
            }
            if (found++ == first) {
                more = true;
            } else {
                FriendEdge edge = edge(list.id(place), list.since(place), lookup);
                if (edge != null) {
                    edges.add(edge);
                }
            }
        }
        if (edges.size() < Math.min(found, first)) {
            return null;
        }
        return Connection.of(
                edges, more, key.slice().after() != null, key.slice().counted() ? shown.count() : null);
    }

    private @Nullable FriendEdge edge(long friend, Instant since, Lookup lookup) {
        UserFacts facts = users.user(friend, lookup);
        if (facts == null || facts.user() == null) {
            if (lookup.isComplete()) {
                // A friend who does not exist: the list was read while its entry was being changed.
                lookup.giveUp();
            }
            return null;
        }
        return new FriendEdge(
                new KeysetPosition.InTime(since, friend).in(FriendOrder.RECENT.list()), facts.user(), since);
    }

    /**
     * The part of a list that a viewer sees.
     *
     * @param own the viewer's own list if {@code visible} depends on it; otherwise any
     */
    private record Shown(FriendList list, FriendList own, VisibleFriends visible, HiddenUsers hidden) {

        boolean contains(int place) {
            long friend = list.id(place);
            return VisibilityRules.shows(visible, visible == VisibleFriends.SHARED && own.contains(friend))
                    && VisibilityRules.maySee(hidden, friend);
        }

        long count() {
            long count = 0;
            for (int place = 0; place < list.size(); place++) {
                count += contains(place) ? 1 : 0;
            }
            return count;
        }
    }
}
