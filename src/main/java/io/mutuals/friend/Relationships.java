package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What lies between people, as fields and payloads tell it. */
@Service
class Relationships {

    private final Loader<UserKey, Relationship> standings;

    Relationships(Loaders loaders, RelationshipRepository repository) {
        this.standings = loaders.register("relationships", repository::between);
    }

    CompletableFuture<Relationship> load(long viewer, User user, DataFetchingEnvironment environment) {
        return standings.load(new UserKey(viewer, user.number()), environment);
    }

    /** The pending request between the viewer and a user; null when there is none, or either may not see the other. */
    CompletableFuture<@Nullable FriendRequest> request(Viewer viewer, long user, DataFetchingEnvironment environment) {
        return standings
                .find(new UserKey(viewer.id(), user), environment)
                .thenApply(standing -> standing == null || standing.isHidden() ? null : standing.request());
    }

    /** The viewer's block of a user; null when they do not block them. */
    CompletableFuture<@Nullable Block> block(Viewer viewer, long user, DataFetchingEnvironment environment) {
        return standings
                .find(new UserKey(viewer.id(), user), environment)
                .thenApply(standing -> standing == null ? null : block(standing));
    }

    private static @Nullable Block block(Relationship standing) {
        User user = standing.user();
        return standing.blockedSince() == null
                ? null
                : new Block(user.number(), user.handle(), user.displayName(), standing.blockedSince());
    }

    /** What a mutation tells after {@code change}: read anew, so that it is what the next request will read. */
    CompletableFuture<FriendshipPayload> payload(
            Friendships.Change change, @Nullable String clientMutationId, DataFetchingEnvironment environment) {
        CompletableFuture<@Nullable Relationship> now = change.decision().nobody()
                ? CompletableFuture.completedFuture(null)
                : standings.find(change.between(), environment);
        return now.thenApply(standing -> payload(change, standing, clientMutationId));
    }

    private static FriendshipPayload payload(
            Friendships.Change change, @Nullable Relationship now, @Nullable String clientMutationId) {
        if (now == null) {
            return new FriendshipPayload(
                    null, null, null, null, null, change.decision().errors(), clientMutationId);
        }
        User user = now.user();
        FriendRequest request = now.request();
        Edge.Plain<FriendRequest> requestEdge = request == null
                ? null
                : new Edge.Plain<>(
                        new KeysetPosition.InTime(request.sentAt(), user.number())
                                .in(request.direction().list()),
                        request);
        FriendEdge friendEdge = now.since() == null
                ? null
                : new FriendEdge(
                        new KeysetPosition.InTime(now.since(), user.number()).in(FriendOrder.RECENT.list()),
                        user,
                        now.since());
        Block block = block(now);
        Edge.Plain<Block> blockEdge = block == null ? null : BlockRepository.edge(block);
        return new FriendshipPayload(
                now.isHidden() ? null : user,
                requestEdge,
                friendEdge,
                blockEdge,
                now,
                change.decision().errors(),
                clientMutationId);
    }
}
