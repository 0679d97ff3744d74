package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.Slice;
import io.mutuals.api.UserId;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.User;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import io.mutuals.user.VisibilityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pages of friend requests and blocks that {@link FriendRequestRepository} and {@link BlockRepository} would read,
 * from memory. Thread-safe.
 */
@Component
class RequestPagesInMemory {

    private final UsersInMemory users;
    private final PendingRequestsInMemory requests;

    RequestPagesInMemory(UsersInMemory users, PendingRequestsInMemory requests) {
        this.users = users;
        this.requests = requests;
    }

    /** Returns a page of friend requests; null if the viewer does not exist, or if the lookup is not complete. */
    @Nullable
    Connection<FriendRequest, Edge.Plain<FriendRequest>> requests(FriendRequestsKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer(), lookup);
        HiddenUsers hidden = users.hidden(key.viewer(), lookup);
        PendingRequests pending = requests.requests(new UserId(key.viewer()), lookup);
        if (viewer == null || hidden == null || pending == null) {
            return null;
        }
        return page(
                pending.in(key.direction()),
                other -> VisibilityRules.maySee(hidden, other),
                key.slice(),
                lookup,
                (user, at) -> {
                    String message = pending.message(key.direction(), user.number());
                    return new Edge.Plain<>(
                            new KeysetPosition.InTime(at, user.number())
                                    .in(key.direction().list()),
                            new FriendRequest(key.direction(), user, at, message));
                });
    }

    /** Returns a page of blocks; null if the viewer does not exist, or if the lookup is not complete. */
    @Nullable
    Connection<Block, Edge.Plain<Block>> blocks(BlocksKey key, Lookup lookup) {
        UserFacts viewer = users.user(key.viewer(), lookup);
        HiddenUsers hidden = users.hidden(key.viewer(), lookup);
        if (viewer == null || hidden == null) {
            return null;
        }
        return page(
                hidden.blocked(),
                other -> !hidden.absent().contains(other),
                key.slice(),
                lookup,
                (user, at) -> BlockRepository.edge(new Block(user.number(), user.handle(), user.displayName(), at)));
    }

    private <N> @Nullable Connection<N, Edge.Plain<N>> page(
            TimedIds list, LongPredicate shown, Slice slice, Lookup lookup, EdgeOf<N> edge) {
        int place =
                slice.after() instanceof KeysetPosition.InTime(Instant at, long number) ? list.after(at, number) : 0;
        List<Edge.Plain<N>> edges = new ArrayList<>();
        for (; place < list.size() && edges.size() <= slice.first(); place++) {
            if (shown.test(list.id(place))) {
                UserFacts facts = ListedUsers.existing(list.id(place), users, lookup);
                if (facts != null && facts.user() != null) {
                    edges.add(edge.of(facts.user(), list.at(place)));
                }
            }
        }
        long count = IntStream.range(0, slice.counted() ? list.size() : 0)
                .mapToLong(list::id)
                .filter(shown)
                .count();
        return lookup.isComplete() ? Connection.forward(edges, slice, slice.counted() ? count : null) : null;
    }

    /** Makes an edge of a user and a time. */
    @FunctionalInterface
    private interface EdgeOf<N> {
        Edge.Plain<N> of(User user, Instant at);
    }
}
