package io.mutuals.friend;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves lists of friends, friend requests and blocks. */
@Controller
class FriendController {

    private final Loader<FriendsKey, Connection<User, FriendEdge>> friends;
    private final Loader<FriendRequestsKey, Connection<FriendRequest, Edge.Plain<FriendRequest>>> requests;
    private final Loader<BlocksKey, Connection<Block, Edge.Plain<Block>>> blocks;

    FriendController(
            Loaders loaders,
            FriendRepository friends,
            FriendPagesInMemory friendMemory,
            FriendRequestRepository requests,
            RequestPagesInMemory requestMemory,
            BlockRepository blocks) {
        this.friends = loaders.register("friends", friends::friends, friendMemory::page);
        this.requests = loaders.register("friendRequests", requests::requests, requestMemory::requests);
        this.blocks = loaders.register("blocks", blocks::blocks, requestMemory::blocks);
    }

    @SchemaMapping(typeName = "Viewer", field = "friends")
    CompletableFuture<Connection<User, FriendEdge>> viewerFriends(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument FriendOrder order,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return friends(viewer.id(), first, after, order, viewer, environment);
    }

    @SchemaMapping(typeName = "User", field = "friends")
    CompletableFuture<Connection<User, FriendEdge>> friends(
            User user,
            @Argument int first,
            @Argument @Nullable String after,
            @Argument FriendOrder order,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return friends(user.number(), first, after, order, viewer, environment);
    }

    private CompletableFuture<Connection<User, FriendEdge>> friends(
            long owner,
            int first,
            @Nullable String after,
            FriendOrder order,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        FriendsKey key = new FriendsKey(UserKey.of(viewer, owner), order, order.slice(first, after, environment));
        return friends.load(key, environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "friendRequests")
    CompletableFuture<Connection<FriendRequest, Edge.Plain<FriendRequest>>> friendRequests(
            @Argument FriendRequestDirection direction,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        FriendRequestsKey key = new FriendRequestsKey(
                viewer.id(), direction, Slice.inTime(direction.list(), first, after, environment));
        return requests.load(key, environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "blocks")
    CompletableFuture<Connection<Block, Edge.Plain<Block>>> blocks(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        BlocksKey key = new BlocksKey(viewer.id(), Slice.inTime(BlockRepository.LIST, first, after, environment));
        return blocks.load(key, environment);
    }
}
