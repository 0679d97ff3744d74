package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reads the relationships between users: whether they are friends, a request is pending, or a block hides them from
 * each other, and what the settings of one permit the other. Other features decide by it; the fields and payloads of
 * this feature are loaded from it.
 */
@Service
public class Relationships {

    private final RelationshipRepository repository;
    private final Loader<UserKey, Relationship> relationships;

    Relationships(Loaders loaders, RelationshipRepository repository, RelationshipsInMemory memory) {
        this.repository = repository;
        this.relationships = loaders.register("relationships", repository::between, memory::between);
    }

    /**
     * Returns the relationships of the given pairs, in one statement. Pairs with a user that does not exist are absent.
     * The answer may be outdated by the time it is used; a change that depends on it calls {@link #locked} instead.
     */
    public Map<UserKey, Relationship> between(Set<UserKey> pairs) {
        return pairs.isEmpty() ? Map.of() : repository.between(pairs);
    }

    /**
     * Locks both users of a pair until the transaction ends, and returns their relationship, so that the rest of the
     * transaction can be decided by it. Empty if one of the two does not exist. Locks in ascending order of id, so
     * callers must not hold the lock of another user.
     */
    public Optional<Relationship> locked(Graph.Transaction transaction, UserKey pair) {
        return repository.locked(transaction, pair);
    }

    CompletableFuture<Relationship> load(Viewer viewer, User user, DataFetchingEnvironment environment) {
        return relationships.load(UserKey.of(viewer, user.number()), environment);
    }

    /**
     * Loads the pending request between the viewer and a user; null if there is none, or one is hidden from the other.
     */
    CompletableFuture<@Nullable FriendRequest> request(Viewer viewer, long user, DataFetchingEnvironment environment) {
        return relationships
                .find(UserKey.of(viewer, user), environment)
                .thenApply(relationship ->
                        relationship == null || relationship.isHidden() ? null : relationship.request());
    }

    /** Loads the viewer's block of a user; null if there is none. */
    CompletableFuture<@Nullable Block> block(Viewer viewer, long user, DataFetchingEnvironment environment) {
        return relationships
                .find(UserKey.of(viewer, user), environment)
                .thenApply(relationship -> relationship == null ? null : block(relationship));
    }

    private static @Nullable Block block(Relationship relationship) {
        User user = relationship.user();
        return relationship.blockedSince() == null
                ? null
                : new Block(user.number(), user.handle(), user.displayName(), relationship.blockedSince());
    }

    /**
     * Returns the payload of a mutation. The relationship is read again, so that it is the one that the next request
     * sees.
     */
    CompletableFuture<FriendshipPayload> payload(
            Friendships.Change change, @Nullable String clientMutationId, DataFetchingEnvironment environment) {
        CompletableFuture<@Nullable Relationship> now = change.decision().concealed()
                ? CompletableFuture.completedFuture(null)
                : relationships.find(change.between(), environment);
        return now.thenApply(relationship -> payload(change, relationship, clientMutationId));
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
