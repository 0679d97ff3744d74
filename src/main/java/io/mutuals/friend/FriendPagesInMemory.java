package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.UserId;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pages of lists of friends that {@link FriendRepository} would read, from memory. Thread-safe. */
@Component
class FriendPagesInMemory {

    private final FriendListsInMemory lists;
    private final UsersInMemory users;
    private final InstantSource clock;

    FriendPagesInMemory(FriendListsInMemory lists, UsersInMemory users, InstantSource clock) {
        this.lists = lists;
        this.users = users;
        this.clock = clock;
    }

    /** Returns a page; null if viewer or owner do not exist, or if the lookup is not complete. */
    @Nullable
    Connection<User, FriendEdge> page(FriendsKey key, Lookup lookup) {
        UserId viewer = key.owner().viewer();
        UserFacts viewerFacts = users.user(viewer.value(), lookup);
        HiddenUsers hidden = users.hidden(viewer.value(), lookup);
        UserFacts owner = users.user(key.owner().user().value(), lookup);
        TimedIds list = lists.friends(key.owner().user(), lookup);
        if (viewerFacts == null || hidden == null || owner == null || list == null) {
            return null;
        }
        VisibleFriends visible =
                VisibilityRules.friendsShown(viewer, owner, list.contains(viewer.value()), clock.instant());
        TimedIds own = visible == VisibleFriends.SHARED ? lists.friends(viewer, lookup) : list;
        if (own == null) {
            return null;
        }
        Shown shown = new Shown(list, own, visible, hidden);
        return switch (key.order()) {
            case RECENT -> recent(key, shown, lookup);
            case NAME -> byName(key, shown, lookup);
        };
    }

    private @Nullable Connection<User, FriendEdge> recent(FriendsKey key, Shown shown, Lookup lookup) {
        TimedIds list = shown.list();
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
                FriendEdge edge = edge(list.id(place), list.at(place), lookup);
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
        UserFacts facts = ListedUsers.existing(friend, users, lookup);
        if (facts == null || facts.user() == null) {
            return null;
        }
        String cursor = new KeysetPosition.InTime(since, friend).in(FriendOrder.RECENT.list());
        return new FriendEdge(cursor, facts.user(), since);
    }

    private @Nullable Connection<User, FriendEdge> byName(FriendsKey key, Shown shown, Lookup lookup) {
        List<ListedUsers.Named> named =
                ListedUsers.after(shown.ids(), key.slice().after(), key.slice().first() + 1, users, lookup);
        if (named == null) {
            return null;
        }
        List<FriendEdge> edges = named.stream()
                .map(friend -> new FriendEdge(
                        friend.position().in(FriendOrder.NAME.list()),
                        friend.user(),
                        shown.list().at(shown.list().place(friend.user().number()))))
                .toList();
        return Connection.forward(edges, key.slice(), key.slice().counted() ? shown.count() : null);
    }

    /**
     * The part of a list that a viewer sees.
     *
     * @param own the viewer's own list if {@code visible} depends on it; otherwise any
     */
    private record Shown(TimedIds list, TimedIds own, VisibleFriends visible, HiddenUsers hidden) {

        boolean contains(int place) {
            long friend = list.id(place);
            return VisibilityRules.shows(visible, visible == VisibleFriends.SHARED && own.contains(friend))
                    && VisibilityRules.maySee(hidden, friend);
        }

        long[] ids() {
            return IntStream.range(0, list.size())
                    .filter(this::contains)
                    .mapToLong(list::id)
                    .toArray();
        }

        long count() {
            return IntStream.range(0, list.size()).filter(this::contains).count();
        }
    }
}
